using RnnTrainer.Files;

namespace RnnTrainer.Values;

/// <summary>Writes and reads the values of class labels: one byte for their type, then each value.</summary>
internal static class LabelValueFormat
{
    private const byte None = 0;

    // Of a date: its kind stands above its ticks. DateTime.ToBinary would move local times where they are read in another zone.
    private const int KindShift = 62;

    // A type's place in this list, from 1, is its code in saved models: append only.
    private static readonly Codec[] Codecs =
    [
        Codec.Of(1, (writer, value) => writer.Write(value), reader => reader.ReadString()),
        Codec.Of(sizeof(bool), (writer, value) => writer.Write(value), reader => reader.ReadBoolean()),
        Codec.Of(sizeof(sbyte), (writer, value) => writer.Write(value), reader => reader.ReadSByte()),
        Codec.Of(sizeof(byte), (writer, value) => writer.Write(value), reader => reader.ReadByte()),
        Codec.Of(sizeof(short), (writer, value) => writer.Write(value), reader => reader.ReadInt16()),
        Codec.Of(sizeof(ushort), (writer, value) => writer.Write(value), reader => reader.ReadUInt16()),
        Codec.Of(sizeof(int), (writer, value) => writer.Write(value), reader => reader.ReadInt32()),
        Codec.Of(sizeof(uint), (writer, value) => writer.Write(value), reader => reader.ReadUInt32()),
        Codec.Of(sizeof(long), (writer, value) => writer.Write(value), reader => reader.ReadInt64()),
        Codec.Of(sizeof(ulong), (writer, value) => writer.Write(value), reader => reader.ReadUInt64()),
        Codec.Of(sizeof(float), (writer, value) => writer.Write(value), reader => reader.ReadSingle()),
        Codec.Of(sizeof(double), (writer, value) => writer.Write(value), reader => reader.ReadDouble()),
        Codec.Of(sizeof(long), (writer, value) => writer.Write(value.Ticks | (long)value.Kind << KindShift), reader =>
            ReadDateTime(reader.ReadInt64())),
        Codec.Of(2 * sizeof(long), (writer, value) => { writer.Write(value.Ticks); writer.Write(value.Offset.Ticks); },
            reader => new DateTimeOffset(reader.ReadInt64(), new TimeSpan(reader.ReadInt64()))),
        Codec.Of(sizeof(long), (writer, value) => writer.Write(value.Ticks), reader => new TimeSpan(reader.ReadInt64())),
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

    /// <param name="reader">The reader.</param>
    /// <param name="count">Values to read, where there are any.</param>
    /// <exception cref="FormatException">The type code is unknown, or the data are too short for that many values.</exception>
    public static Array? Read(BoundedReader reader, int count)
    {
        byte code = reader.ReadByte();
        if (code == None)
            return null;
        if (count == 0)
            throw new FormatException($"the label values have the type code {code}, but the label has no keys");
        if (code > Codecs.Length)
            throw new FormatException($"the label values have the type code {code}, but this version knows 0 to {Codecs.Length}");
        return Codecs[code - 1].Read(reader, count);
    }

    private static DateTime ReadDateTime(long bits) => new(bits & ((1L << KindShift) - 1), (DateTimeKind)(bits >>> KindShift));

    private sealed record Codec(Type Type, Action<BinaryWriter, Array> Write, Func<BoundedReader, int, Array> Read)
    {
        // Bytes: of a value, at the least.
        public static Codec Of<T>(int bytes, Action<BinaryWriter, T> write, Func<BoundedReader, T> read) =>
            new(typeof(T), (writer, values) => { foreach (T value in (T[])values) write(writer, value); }, (reader, count) =>
            {
                reader.CheckRoom(count, bytes, "label values");
                T[] values = new T[count];
                foreach (ref T value in values.AsSpan())
                    value = read(reader);
                return values;
            });
    }
}
