using RnnTrainer.Files;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// Writes and reads the typed fields of a <see cref="RunIdentity"/>, little-endian:
/// <code>
/// int32   fields; each: string name, byte type (0 null, 1 boolean, 2 int64, 3 double, 4 string), value
/// </code>
/// </summary>
internal static class IdentityFormat
{
    private const int FieldBytes = 2; // an empty name, and null

    private const byte Null = 0, Boolean = 1, Integer = 2, Number = 3, Text = 4;

    public static void Write(BinaryWriter writer, IReadOnlyList<IdentityField> fields)
    {
        writer.Write(fields.Count);
        foreach (IdentityField field in fields)
        {
            writer.Write(field.Name);
            Write(writer, field.Value);
        }
    }

    /// <exception cref="FormatException">A type is unknown, or the data are too short for that many fields.</exception>
    public static IReadOnlyList<IdentityField> Read(BoundedReader reader)
    {
        IdentityField[] fields = new IdentityField[reader.ReadCount(FieldBytes, "fields")];
        foreach (ref IdentityField field in fields.AsSpan())
            field = new(reader.ReadString(), ReadValue(reader));
        return fields;
    }

    private static void Write(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write(Null);
                break;
            case bool flag:
                writer.Write(Boolean);
                writer.Write(flag);
                break;
            case long integer:
                writer.Write(Integer);
                writer.Write(integer);
                break;
            case double number:
                writer.Write(Number);
                writer.Write(number);
                break;
            case string text:
                writer.Write(Text);
                writer.Write(text);
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} cannot be written.", nameof(value));
        }
    }

    private static object? ReadValue(BoundedReader reader) => reader.ReadByte() switch
    {
        Null => null,
        Boolean => reader.ReadBoolean(),
        Integer => reader.ReadInt64(),
        Number => reader.ReadDouble(),
        Text => reader.ReadString(),
        byte other => throw new FormatException($"a field has the type {other}"),
    };
}
