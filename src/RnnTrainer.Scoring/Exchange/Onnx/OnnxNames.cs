namespace RnnTrainer.Exchange.Onnx;

/// <summary>Names of what goes into a network's file and comes out.</summary>
/// <param name="Features">The sequences.</param>
/// <param name="SequenceLengths">Their lengths; null: there is no such input.</param>
/// <param name="Outputs">The outputs of the head, in its order.</param>
internal sealed record OnnxNames(string Features, string? SequenceLengths, IReadOnlyList<string> Outputs)
{
    /// <summary>The inputs of whole sequences; null: there is no such input.</summary>
    public string? Categories { get; init; }

    /// <summary>The states that go in and come out; none: each sequence is whole.</summary>
    public IReadOnlyList<OnnxState> States { get; init; } = [];

    public IEnumerable<string> All =>
    [
        .. new[] { Features, SequenceLengths, Categories }.OfType<string>(), .. States.Select(state => state.Input), .. Outputs,
        .. States.Select(state => state.Output),
    ];
}
