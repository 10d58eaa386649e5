using RnnTrainer.Files;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Model;

/// <summary>
/// Writes and reads how a network's inputs are brought to scale, little-endian, as a section of its own that is left out where they
/// stay as they are:
/// <code>
/// byte    kind, the value of its enum
/// double  offset of each input, double scale of each input; none where each sequence has its own
/// </code>
/// </summary>
internal static class NormalizationFormat
{
    /// <summary>The section's tag, which a reader must know.</summary>
    public const string Tag = "NORM";

    public static void Write(SectionWriter sections, InputSpec input)
    {
        if (input.Normalization.Kind != RnnNormalization.None)
            sections.Add(Tag, writer => Write(writer, input.Normalization));
    }

    /// <summary>The network with the normalization that the sections hold.</summary>
    /// <exception cref="FormatException">There is no such normalization.</exception>
    public static NetworkSpec Read(SectionReader sections, NetworkSpec network) =>
        network.With(sections.ReadOr(Tag, reader => Read(reader, network.Input.Size), InputNormalization.None));

    private static void Write(BinaryWriter writer, InputNormalization normalization)
    {
        writer.Write((byte)normalization.Kind);
        foreach (double number in normalization.Offsets.Concat(normalization.Scales))
            writer.Write(number);
    }

    private static InputNormalization Read(BoundedReader reader, int inputs)
    {
        RnnNormalization kind = (RnnNormalization)reader.ReadByte();
        if (!Enum.IsDefined(kind))
            throw new FormatException($"its inputs have the normalization {(byte)kind}");
        int count = InputNormalization.IsMeasured(kind) ? inputs : 0;
        InputNormalization normalization = new(kind, Numbers("offsets"), Numbers("scales"));
        return normalization.IsValid(inputs) ? normalization
            : throw new FormatException($"an offset or scale of its inputs is impossible, or their normalization is {kind}");

        ValueList<double> Numbers(string what)
        {
            reader.CheckRoom(count, sizeof(double), what);
            double[] numbers = new double[count];
            foreach (ref double number in numbers.AsSpan())
                number = reader.ReadDouble();
            return new(numbers);
        }
    }
}
