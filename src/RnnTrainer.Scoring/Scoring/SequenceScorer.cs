using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;

namespace RnnTrainer.Scoring;

/// <summary>Scores sequences with a network's weights, packed once. Immutable and thread-safe.</summary>
internal sealed class SequenceScorer
{
    // Whole tiles of every width (4 or 6 rows); their state and the weights stay in the first-level cache (measured: 6 to 48).
    private const int RowsInBlock = 12;

    // Very long sequences make smaller blocks: 4 MB of them.
    private const int MaxFloatsInBlock = 1 << 20;

    private static readonly ConditionalWeakTable<RnnModel, SequenceScorer> Shared = [];

    private readonly InputSpec input;
    private readonly SequenceInput sequences;
    private readonly RnnKernels kernels;
    private readonly RnnWeights weights;
    private readonly ConcurrentBag<RnnWorkspace> stepping = []; // of two steps; as many as threads have used at once

    public SequenceScorer(RnnModel model) : this(model, RnnKernels.Best)
    {
    }

    public SequenceScorer(RnnModel model, RnnKernels kernels) : this(model.Network, model.FlatParameters, kernels)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, which stay as they are while it is used.</param>
    /// <param name="kernels">What computes.</param>
    public SequenceScorer(NetworkSpec network, ReadOnlyMemory<float> parameters, RnnKernels kernels)
    {
        input = network.Input;
        sequences = new SequenceInput(input);
        this.kernels = kernels;
        Layout = new RnnLayout(network, kernels.Lanes);
        weights = new RnnWeights(Layout, forTraining: false);
        weights.Pack(parameters);
        BlockRows = input.HasEqualLengths ? Math.Clamp(MaxFloatsInBlock / input.SequenceLength, 1, RowsInBlock) : RowsInBlock;
    }

    /// <summary>The scorer that all users of a network share, and with it the packed weights.</summary>
    public static SequenceScorer Of(RnnModel model) => Shared.GetValue(model, static model => new(model));

    /// <summary>The form of the network.</summary>
    public RnnLayout Layout { get; }

    /// <summary>The number of rows that are best scored together.</summary>
    public int BlockRows { get; }

    /// <summary>Values at each step of a sequence, as the data give it.</summary>
    public int InputSize => input.Size;

    /// <summary>Room for a sequence where all have the same length, else 0.</summary>
    public int SequenceRoom => RoomOf(input.SequenceLength);

    /// <summary>Whether a sequence can be scored step by step: no step changes what the network makes of earlier ones.</summary>
    public bool ReadsStepByStep => Layout is { ReadsForwardOnly: true, Highway: null } && !input.Normalization.IsOfSequence;

    /// <summary>Values of a whole step of the network, as the data give them.</summary>
    public int BlockLength => input.BlockSteps * input.Size;

    /// <summary>Whether a block of this many rows and values is large enough, however long its sequences.</summary>
    public bool IsFull(int rows, int values) => rows >= BlockRows || values >= MaxFloatsInBlock;

    /// <summary>Multiplications and additions in the recurrence of one row; of an unknown number of steps, of one.</summary>
    public long WorkPerRow => Math.Max(1, input.NetworkSteps(input.TimeSteps)) * (long)Layout.Parameters.Size;

    /// <summary>Room for a number of rows: <see cref="BlockRows"/>, or 1 where they come one by one.</summary>
    public ScoringBlock CreateBlock(int rows) => new(this, CreateWorkspace(rows));

    /// <summary>What scoring a number of rows needs.</summary>
    public RnnWorkspace CreateWorkspace(int rows) => new(Layout, rows, forTraining: false);

    /// <summary>Steps that the network takes over a sequence of so many values, whole steps of the data.</summary>
    public int StepsOf(int length) => sequences.StepsOf(length);

    /// <summary>Room that <see cref="Load"/> needs for a sequence of so many values.</summary>
    public int RoomOf(int length) => sequences.RoomOf(length);

    /// <summary>Puts what the network reads of a sequence into a row of a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="row">The row, in the order given to <see cref="RnnWorkspace.Begin"/>.</param>
    /// <param name="values">Begins with the sequence, [time steps, input], and has room for what is put in, which takes its place.</param>
    /// <param name="length">Values of the sequence.</param>
    public void Load(RnnWorkspace workspace, int row, Span<float> values, int length)
    {
        sequences.Prepare(values[..length]);
        sequences.Complete(values, length);
        workspace.Load(row, values);
    }

    /// <summary>Replaces the outputs of a workspace's rows by those of the sequences that it holds.</summary>
    public void Score(RnnWorkspace workspace) => kernels.Score(workspace, weights);

    /// <summary>Floats that a sequence needs from step to step, where it comes step by step.</summary>
    public int CarriedSize => Layout.CarriedSize + sequences.CarriedSize;

    /// <summary>Sets these floats to what they are before the first step.</summary>
    public void Begin(Span<float> carried)
    {
        carried.Clear();
        sequences.Begin(carried[Layout.CarriedSize..]);
    }

    /// <summary>Makes one step of the data what <see cref="Load"/> makes of it within its sequence.</summary>
    /// <param name="step">[input]; the new values take their place.</param>
    /// <param name="carried">As <see cref="CarriedSize"/> says: what the step before left, then what this one leaves.</param>
    public void PrepareStep(Span<float> step, Span<float> carried) => sequences.PrepareStep(step, carried[Layout.CarriedSize..]);

    /// <summary>Takes one step of the network, and says what the head makes of the sequence so far.</summary>
    /// <param name="block">Steps of the data that were prepared, with room for a whole block of them.</param>
    /// <param name="filled">Values of these steps; where the block has more, means stand for them.</param>
    /// <param name="carried">What the step before left; what this one leaves, if the block is whole.</param>
    /// <param name="count">Steps of the network with this one.</param>
    /// <param name="outputs">Receives the outputs.</param>
    public void ScoreStep(Span<float> block, int filled, Span<float> carried, long count, Span<float> outputs)
    {
        RnnWorkspace workspace = stepping.TryTake(out RnnWorkspace? free) ? free : CreateSteppingWorkspace();
        int step = count == 1 ? 0 : 1; // h is zero before the first, and what was carried before any other
        Span<float> state = carried[..Layout.CarriedSize];
        if (step > 0)
            CarriedState.Load(workspace, state);
        sequences.Complete(block, filled);
        workspace.LoadStep(step, rank: 0, block);
        kernels.ScoreStep(workspace, weights, step, count);
        workspace.HeadOutputs.Span[..Layout.OutputSize].CopyTo(outputs);
        if (filled == block.Length)
            CarriedState.Save(workspace, step, state);
        stepping.Add(workspace);
    }

    /// <summary>The weights that attention gives the steps of one sequence, [time steps, input]: [time steps].</summary>
    public float[] StepWeights(ReadOnlySpan<float> sequence)
    {
        RnnWorkspace workspace = CreateWorkspace(1);
        workspace.Begin([StepsOf(sequence.Length)]);
        float[] values = new float[RoomOf(sequence.Length)];
        sequence.CopyTo(values);
        Load(workspace, 0, values, sequence.Length);
        Score(workspace);
        return workspace.StepWeights(0);
    }

    private RnnWorkspace CreateSteppingWorkspace()
    {
        RnnWorkspace workspace = CreateWorkspace(1);
        workspace.Begin([2]);
        return workspace;
    }
}
