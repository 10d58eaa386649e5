namespace RnnTrainer.Model;

/// <summary>Writes and reads the values of class labels: one byte for their type, then each value.</summary>
internal static class LabelValueFormat
{
    private const byte None = 0;

    // A type's place in this list, from 1, is its code in saved models: append only.
    private static readonly Codec[] Codecs =
    [
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadString()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadBoolean()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadByte()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        Codec.Of((writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        Codec.Of((writer, value) => writer.Write(value.ToBinary()), reader => DateTime.FromBinary(reader.ReadInt64())),
        Codec.Of((writer, value) => { writer.Write(value.Ticks); writer.Write(value.Offset.Ticks); },
            reader => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64()))),
        Codec.Of((writer, value) => writer.Write(value.Ticks), reader => new TimeSpan(reader.ReadInt64())),
    ];

    /// <summary>Whether values of this type can be saved.</summary>
    public static bool Supports(Type type) => Codecs.Any(codec => codec.Type == type);

    public static void Write(BinaryWriter writer, Array? values)
    {
        int index = values is null ? -1 : Array.FindIndex(Codecs, codec => codec.Type == values.GetType().GetElementType());
        writer.Write(values is null ? None : (byte)(index + 1));
        if (values is not null)
            Codecs[index].Write(writer, values);
    }

    /// <exception cref="FormatException">The type code is unknown.</exception>
    public static Array? Read(BinaryReader reader, int count)
    {
        byte code = reader.ReadByte();
        if (code == None)
            return null;
        if (code > Codecs.Length)
            throw new FormatException($"the label values have the type code {code}, where this version knows 0 to {Codecs.Length}");
        return Codecs[code - 1].Read(reader, count);
    }

    private sealed record Codec(Type Type, Action<BinaryWriter, Array> Write, Func<BinaryReader, int, Array> Read)
    {
        public static Codec Of<T>(Action<BinaryWriter, T> write, Func<BinaryReader, T> read) =>
            new(typeof(T), (writer, values) => { foreach (T value in (T[])values) write(writer, value); }, (reader, count) =>
            {
                // A list grows with what is really there, so a wrong count cannot allocate more than the file holds.
                List<T> values = [];
                for (int i = 0; i < count; i++)
                    values.Add(read(reader));
                return values.ToArray();
            });
    }
}
