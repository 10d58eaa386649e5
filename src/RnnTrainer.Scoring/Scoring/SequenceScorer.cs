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

    private readonly InputSpec input;
    private readonly SequenceInput sequences;
    private readonly RnnKernels kernels;
    private readonly RnnWeights weights;

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

    /// <summary>The form of the network.</summary>
    public RnnLayout Layout { get; }

    /// <summary>The number of rows that are best scored together.</summary>
    public int BlockRows { get; }

    /// <summary>Values at each step of a sequence, as the data give it.</summary>
    public int InputSize => input.Size;

    /// <summary>Room for a sequence where all have the same length, else 0.</summary>
    public int SequenceRoom => RoomOf(input.SequenceLength);

    /// <summary>Whether a sequence's later steps change what the network sees of its earlier ones.</summary>
    public bool LooksAhead => input.Normalization.IsOfSequence;

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

    /// <summary>The same for a sequence that stays as it is.</summary>
    public void LoadCopy(RnnWorkspace workspace, int row, ReadOnlySpan<float> sequence)
    {
        float[] values = new float[RoomOf(sequence.Length)];
        sequence.CopyTo(values);
        Load(workspace, row, values, sequence.Length);
    }

    /// <summary>Replaces the outputs of a workspace's rows by those of the sequences that it holds.</summary>
    public void Score(RnnWorkspace workspace) => kernels.Score(workspace, weights);

    /// <summary>The weights that attention gives the steps of one sequence, [time steps, input]: [time steps].</summary>
    public float[] StepWeights(ReadOnlySpan<float> sequence)
    {
        RnnWorkspace workspace = CreateWorkspace(1);
        workspace.Begin([StepsOf(sequence.Length)]);
        LoadCopy(workspace, 0, sequence);
        Score(workspace);
        return workspace.StepWeights(0).ToArray();
    }

    /// <summary>The summaries of the states up to a step, as <see cref="RnnKernels.Summarize"/> gives them.</summary>
    public void Summarize(RnnWorkspace workspace, int step, Span<float> pooled) => kernels.Summarize(workspace, weights, step, pooled);

    /// <summary>The same for a workspace's rows whose summaries of the states are there already.</summary>
    public void ScorePooled(RnnWorkspace workspace) => kernels.ScorePooled(workspace, weights);
}
