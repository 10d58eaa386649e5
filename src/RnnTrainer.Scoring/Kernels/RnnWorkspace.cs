using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>What a few rows need while they are scored, or their loss and gradient computed.</summary>
internal sealed class RnnWorkspace
{
    private readonly DirectionWorkspace[][] directions;
    private readonly PooledStates[][] summaries; // [summary][direction]

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
            new PooledStates(summary, checked(maxRows * layout.Top.HiddenStride), forTraining)).ToArray())];
        RecurrentDropout = recurrentDropout;
        Pooled = new(checked(maxRows * layout.PooledStride));
        PooledGradient = new(forTraining ? checked(maxRows * layout.PooledStride) : 0);
        Logits = new(checked(maxRows * layout.ClassStride));
        RowNumbers = new int[maxRows];
        DropoutKeys = new ulong[maxRows];
        for (int row = 0; row < maxRows; row++)
            Pooled.Span[row * layout.PooledStride + layout.PooledOffset - 1] = 1;
    }

    public RnnLayout Layout { get; }

    public int MaxRows { get; }

    /// <summary>How the rows are arranged.</summary>
    public PackedRows Packed { get; } = new();

    /// <summary>[rows, 1 + pooled], by rank: the head's inputs.</summary>
    public AlignedBuffer Pooled { get; }

    /// <summary>The gradient by <see cref="Pooled"/>, without the 1.</summary>
    public AlignedBuffer PooledGradient { get; }

    /// <summary>[rows, classes], by rank: logits, then their gradient, or probabilities.</summary>
    public AlignedBuffer Logits { get; }

    /// <summary>The number by which a <see cref="RowLoss"/> knows each row, by rank.</summary>
    public int[] RowNumbers { get; }

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
    }

    /// <summary>Puts a sequence into a row.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="sequence">[time steps, input].</param>
    public void Load(int row, ReadOnlySpan<float> sequence)
    {
        int rank = Packed.Rank(row), steps = Packed.Length(rank), inputs = Layout.InputSize;
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequence.Length, steps * inputs, nameof(sequence));
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<float> x = sequence.Slice(t * inputs, inputs);
            x.CopyTo(directions[0][0].Input(Packed, t, rank));
            if (Layout.Layers[0].Directions == 2)
                x.CopyTo(directions[0][1].Input(Packed, steps - 1 - t, rank));
        }
    }

    /// <summary>Says which row it is.</summary>
    /// <param name="row">The row, in the order given to <see cref="Begin"/>.</param>
    /// <param name="number">The number by which the loss knows it.</param>
    /// <param name="dropoutKey">What its dropout is drawn from.</param>
    public void Identify(int row, int number, ulong dropoutKey)
    {
        int rank = Packed.Rank(row);
        RowNumbers[rank] = number;
        DropoutKeys[rank] = dropoutKey;
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
    public ReadOnlySpan<float> StepWeights(int row)
    {
        int rank = Packed.Rank(row), attention = Layout.Summaries.TakeWhile(summary => !PoolingForm.Of(summary).HasQuery).Count();
        return summaries[attention][0].WeightsOf(Packed, rank, Packed.Length(rank));
    }

    /// <summary>The probabilities of a row, [classes], after scoring.</summary>
    public ReadOnlySpan<float> Probabilities(int row) => Logits.Span.Slice(Packed.Rank(row) * Layout.ClassStride, Layout.ClassCount);
}
