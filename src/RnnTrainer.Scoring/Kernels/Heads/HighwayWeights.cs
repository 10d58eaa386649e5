using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The weights of a highway.</summary>
internal sealed class HighwayWeights : PartWeights
{
    private readonly HighwaySpec highway;
    private readonly int stride;
    private readonly Range place; // in the flat vector

    /// <param name="layout">The network.</param>
    /// <param name="highway">Its highway.</param>
    public HighwayWeights(RnnLayout layout, HighwaySpec highway)
    {
        this.highway = highway;
        stride = layout.NumberStride;
        place = layout.Parameters[ParameterRole.HighwayWeights, 0, 0].Place;
        Matrix = new(checked(highway.Inputs * stride));
        Forward = [Matrix];
    }

    /// <summary>H, [inputs, numbers].</summary>
    public AlignedBuffer Matrix { get; }

    public override IReadOnlyList<AlignedBuffer> Forward { get; }

    public override void Pack(ReadOnlySpan<float> parameters) =>
        Transpose.Copy(parameters[place], highway.Inputs, Matrix.Span, stride, highway.Numbers, highway.Inputs);

    public override void Unpack(IReadOnlyList<AlignedBuffer> gradients, Span<float> destination) =>
        Transpose.Copy(gradients[0].Span, stride, destination[place], highway.Inputs, highway.Inputs, highway.Numbers);
}
