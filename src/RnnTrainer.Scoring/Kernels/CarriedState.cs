namespace RnnTrainer.Kernels;

/// <summary>
/// What a network that reads forward only carries from one step of a sequence to the next, as floats one behind the other: of each layer
/// h(t) and the cell's own state, of each summary what it has collected. It is the same for all vector widths.
/// </summary>
internal static class CarriedState
{
    /// <summary>The number of floats.</summary>
    public static int SizeOf(RnnLayout layout) =>
        layout.Layers.Sum(layer => layer.HiddenSize * (layer.Form.HasCellState ? 2 : 1))
        + layout.Summaries.Sum(summary => PooledStates.CarriedSize(summary, layout.Top));

    /// <summary>Puts the state to where the second step of a workspace's one row finds that after the first.</summary>
    public static void Load(RnnWorkspace workspace, ReadOnlySpan<float> state)
    {
        foreach (Span<float> part in new Parts(workspace, step: 0))
        {
            state[..part.Length].CopyTo(part);
            state = state[part.Length..];
        }
    }

    /// <summary>Takes the state after a step of a workspace's one row.</summary>
    public static void Save(RnnWorkspace workspace, int step, Span<float> state)
    {
        foreach (Span<float> part in new Parts(workspace, step))
        {
            part.CopyTo(state);
            state = state[part.Length..];
        }
    }

    /// <summary>Where the parts of the state lie after a step: two of each layer, then two of each summary, some of them empty.</summary>
    private ref struct Parts(RnnWorkspace workspace, int step)
    {
        private readonly int layers = workspace.Layout.Layers.Count, summaries = workspace.Layout.Summaries.Count;
        private int part = -1;

        public readonly Span<float> Current => part < 2 * layers ? OfLayer(part / 2) : OfSummary(part / 2 - layers);

        public readonly Parts GetEnumerator() => this;

        public bool MoveNext() => ++part < 2 * (layers + summaries);

        private readonly Span<float> OfLayer(int layer) => part % 2 == 0
            ? workspace.Of(layer, 0).Hidden(workspace.Packed, step, rank: 0)
            : workspace.Of(layer, 0).CellState(workspace.Packed, step, rank: 0);

        private readonly Span<float> OfSummary(int summary) => part % 2 == 0
            ? workspace.Summary(summary)[0].CarriedValues(workspace.Layout.Top, rank: 0)
            : workspace.Summary(summary)[0].CarriedRunning(rank: 0);
    }
}
