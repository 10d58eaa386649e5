using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>What a few rows need while they are scored, or their loss and gradient computed.</summary>
internal sealed class RnnWorkspace
{
    private readonly DirectionWorkspace[][] directions;
    private readonly PooledStates[][] summaries; // [summary][direction]
    private readonly bool forTraining;
    private readonly int[] categories; // by rank, one of each table
    private int[] tokens = []; // slab by slab, of each row the one that the step reads

    /// <param name="layout">The network.</param>
    /// <param name="maxRows">Room for so many rows.</param>
    /// <param name="forTraining">Whether gradients flow back.</param>
    /// <param name="recurrentDropout">Share of a sequence's states that its recurrent products do without.</param>
    public RnnWorkspace(RnnLayout layout, int maxRows, bool forTraining, float recurrentDropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        Layout = layout;
        MaxRows = maxRows;
        directions = [.. layout.Layers.Select(layer =>
            Enumerable.Range(0, layer.Directions).Select(_ =>
                new DirectionWorkspace(layer, maxRows, forTraining, layer == layout.Top, recurrentDropout > 0)).ToArray())];
        summaries = [.. layout.Summaries.Select(summary => Enumerable.Range(0, layout.Top.Directions).Select(_ =>
            new PooledStates(summary, layout.Top, maxRows, forTraining)).ToArray())];
        RecurrentDropout = recurrentDropout;
        this.forTraining = forTraining;
        DropoutKeys = new ulong[maxRows];
        categories = new int[checked(maxRows * layout.Categories.Count)];
        if (layout.Highway is not null)
            (Read, Numbers) = (new(checked(maxRows * layout.ReadStride)), new(checked(maxRows * layout.NumberStride)));
        ReserveHeadRows(maxRows);
    }

    public RnnLayout Layout { get; }

    public int MaxRows { get; }

    /// <summary>How the rows are arranged.</summary>
    public PackedRows Packed { get; } = new();

    /// <summary>Rows that the head works on: one for each sequence, or one for each step of each.</summary>
    public int HeadRows => Layout.HasStepOutputs ? Packed.TotalSteps : Packed.Rows;

    /// <summary>Steps with rows of the head: step t has one for each sequence that takes part in it.</summary>
    public int HeadSteps => Layout.HasStepOutputs ? Packed.Steps : 1;

    /// <summary>[head rows, 1 + pooled]: the head's inputs.</summary>
    public AlignedBuffer Pooled { get; private set; } = new(0);

    /// <summary>The gradient by <see cref="Pooled"/>, without the 1.</summary>
    public AlignedBuffer PooledGradient { get; private set; } = new(0);

    /// <summary>[head rows, outputs]: those of the linear layer, then their gradient, or what scoring makes of them.</summary>
    public AlignedBuffer HeadOutputs { get; private set; } = new(0);

    /// <summary>[rows, values]: all that the network reads of each sequence, where it has a highway.</summary>
    public AlignedBuffer Read { get; } = new(0);

    /// <summary>[rows, numbers]: what the highway makes of them, then the gradient by it.</summary>
    public AlignedBuffer Numbers { get; } = new(0);

    /// <summary>The number by which a <see cref="RowLoss"/> knows the target of each of the head's rows; negative: it has none.</summary>
    public int[] Targets { get; private set; } = [];

    /// <summary>How much the target of each of the head's rows counts.</summary>
    public float[] Weights { get; private set; } = [];

    /// <summary>What each row's dropout is drawn from, by rank.</summary>
    public ulong[] DropoutKeys { get; }

    /// <summary>Share of the values that dropout sets to zero, between layers and before the head.</summary>
    public float Dropout { get; set; }

    /// <summary>Share of a sequence's states that its recurrent products do without.</summary>
    public float RecurrentDropout { get; }

    /// <summary>A layer in a direction: 0 forward in time, 1 backward.</summary>
    public DirectionWorkspace Of(int layer, int direction) => directions[layer][direction];

    /// <summary>The top layer in a direction.</summary>
    public DirectionWorkspace Top(int direction) => directions[^1][direction];

    /// <summary>A summary of the top layer's states, by its place in <see cref="RnnLayout.Summaries"/>, for each direction.</summary>
    public PooledStates[] Summary(int summary) => summaries[summary];

    /// <summary>Prepares for rows of these numbers of steps, at least 1 each.</summary>
    public void Begin(ReadOnlySpan<int> timeSteps)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeSteps.Length, MaxRows, nameof(timeSteps));
        if (timeSteps.IsEmpty || !Packed.Arrange(timeSteps))
            return;
        foreach (DirectionWorkspace[] layer in directions)
        {
            foreach (DirectionWorkspace direction in layer)
                direction.Arrange(Packed);
        }
        foreach (PooledStates[] summary in summaries)
        {
            foreach (PooledStates direction in summary)
                direction.Arrange(Packed);
        }
        if (Layout.Embedding is not null && tokens.Length < Packed.Total)
            tokens = new int[Packed.Total];
        ReserveHeadRows(HeadRows);
    }

    /// <summary>The token that the row of a rank reads at a step, where the network reads tokens.</summary>
    public int Token(int step, int rank) => tokens[Packed.Start(step) + rank];

    /// <summary>The categories of the row of a rank, one of each table.</summary>
    public ReadOnlySpan<int> CategoriesOf(int rank) => categories.AsSpan(rank * Layout.Categories.Count, Layout.Categories.Count);

    /// <summary>Says what a row's sequence has as a whole.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="ofRow">One of each table; 0: it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not one of each table.</exception>
    public void LoadCategories(int row, ReadOnlySpan<int> ofRow)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ofRow.Length, Layout.Categories.Count, nameof(ofRow));
        for (int table = 0; table < ofRow.Length; table++)
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)ofRow[table], (uint)Layout.Categories[table].Keys, nameof(ofRow));
        ofRow.CopyTo(categories.AsSpan(Packed.Rank(row) * ofRow.Length));
    }

    /// <summary>Puts a sequence into a row.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="sequence">[time steps, input]; where the network reads tokens, each is one of its table.</param>
    public void Load(int row, ReadOnlySpan<float> sequence)
    {
        int rank = Packed.Rank(row), steps = Packed.Length(rank), inputs = Layout.InputSize;
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequence.Length, steps * inputs, nameof(sequence));
        if (Layout.Highway is { } highway)
            LoadRead(sequence, Read.Span.Slice(rank * Layout.ReadStride, highway.Inputs));
        for (int t = 0; t < steps; t++)
            LoadStep(t, rank, sequence.Slice(t * inputs, inputs));
    }

    /// <summary>Puts one step of a sequence into the row of a rank.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="rank">The row's place among the sorted ones.</param>
    /// <param name="x">[input]; where the network reads tokens, one of its table.</param>
    public void LoadStep(int step, int rank, ReadOnlySpan<float> x)
    {
        if (Layout.Embedding is not null)
            tokens[Packed.Start(step) + rank] = (int)x[0];
        else
            SetInput(step, rank, x);
    }

    /// <summary>Puts what the first layer reads at one step of a sequence to where each of its directions finds it.</summary>
    public void SetInput(int step, int rank, ReadOnlySpan<float> x)
    {
        x.CopyTo(directions[0][0].Input(Packed, step, rank));
        if (Layout.Layers[0].Directions == 2)
            x.CopyTo(directions[0][1].Input(Packed, Packed.Length(rank) - 1 - step, rank));
    }

    /// <summary>Sets what a row's dropout is drawn from.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="key">The key.</param>
    public void SetDropout(int row, ulong key) => DropoutKeys[Packed.Rank(row)] = key;

    /// <summary>Sets what the head's outputs for a row should come to.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="step">The step of the outputs; 0 where they are for the whole sequence.</param>
    /// <param name="target">The number by which the loss knows the target; negative: there is none.</param>
    /// <param name="weight">How much it counts.</param>
    public void SetTarget(int row, int step, int target, float weight)
    {
        int place = HeadRow(step, Packed.Rank(row));
        Targets[place] = target;
        Weights[place] = weight;
    }

    /// <summary>Draws the masks of recurrent dropout, of each row, layer and direction; with a rate of 0 they change nothing.</summary>
    public void DrawStateMasks(float rate)
    {
        if (RecurrentDropout == 0)
            return;
        for (int layer = 0; layer < directions.Length; layer++)
        {
            LayerLayout form = Layout.Layers[layer];
            for (int direction = 0; direction < form.Directions; direction++)
            {
                Span<float> masks = directions[layer][direction].Mask.Span;
                for (int rank = 0; rank < Packed.Rows; rank++)
                {
                    Kernels.Dropout.DrawStateMask(
                        masks.Slice(rank * form.HiddenStride, form.HiddenColumns), DropoutKeys[rank], layer, direction, rate);
                }
            }
        }
    }

    /// <summary>The weights that attention gave the steps of a row, [time steps].</summary>
    public float[] StepWeights(int row)
    {
        int rank = Packed.Rank(row), attention = Layout.Summaries.TakeWhile(summary => !PoolingForm.Of(summary).HasQuery).Count();
        float[] weights = summaries[attention][0].WeightsOf(Packed, rank, Packed.Length(rank)).ToArray();
        Softmax.Apply(weights);
        return weights;
    }

    /// <summary>The place of a row, by rank, among the head's rows of a step.</summary>
    public int HeadRow(int step, int rank) => Layout.HasStepOutputs ? Packed.StepPlace(step, rank) : rank;

    /// <summary>The outputs for a row, [outputs], after scoring.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="step">The step; 0 where outputs are for the whole sequence.</param>
    public ReadOnlySpan<float> Outputs(int row, int step) =>
        HeadOutputs.Span.Slice(HeadRow(step, Packed.Rank(row)) * Layout.OutputStride, Layout.OutputSize);

    // A highway misses nothing where a sequence is only a beginning: what follows counts as 0.
    private static void LoadRead(ReadOnlySpan<float> sequence, Span<float> read)
    {
        sequence.CopyTo(read);
        read[sequence.Length..].Clear();
    }

    private void ReserveHeadRows(int rows)
    {
        if (rows <= Targets.Length)
            return;
        int pooled = checked(rows * Layout.PooledStride), outputs = checked(rows * Layout.OutputStride);
        (Pooled, PooledGradient, HeadOutputs) = (new(pooled), new(forTraining ? pooled : 0), new(outputs));
        (Targets, Weights) = (new int[rows], new float[rows]);
        for (int row = 0; row < rows; row++)
            Pooled.Span[row * Layout.PooledStride + Layout.PooledOffset - 1] = 1;
    }
}
