using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Idx;

/// <summary>A type of the values of IDX files: its code in the header, and how its columns are read. Values are big-endian.</summary>
internal abstract class IdxElement(byte code, string name, int size, PrimitiveDataViewType type, int mostClasses)
{
    /// <summary>The types of the format.</summary>
    public static IReadOnlyList<IdxElement> All { get; } =
    [
        new IdxElement<byte>(0x08, "unsigned bytes", NumberDataViewType.Byte, byte.MaxValue + 1,
            (bytes, values) => bytes.CopyTo(values)),
        new IdxElement<sbyte>(0x09, "signed bytes", NumberDataViewType.SByte, sbyte.MaxValue + 1,
            (bytes, values) => MemoryMarshal.Cast<byte, sbyte>(bytes).CopyTo(values)),
        new IdxElement<short>(0x0B, "16-bit integers", NumberDataViewType.Int16, short.MaxValue + 1,
            (bytes, values) => BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(bytes), values)),
        new IdxElement<int>(0x0C, "32-bit integers", NumberDataViewType.Int32, int.MaxValue,
            (bytes, values) => BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), values)),
        new IdxElement<float>(0x0D, "32-bit floats", NumberDataViewType.Single, 0, (bytes, values) => BinaryPrimitives.ReverseEndianness(
            MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<float, int>(values))),
        new IdxElement<double>(0x0E, "64-bit floats", NumberDataViewType.Double, 0, (bytes, values) => BinaryPrimitives.ReverseEndianness(
            MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<double, long>(values))),
    ];

    /// <summary>The code in the header.</summary>
    public byte Code { get; } = code;

    /// <summary>What the values are, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>Bytes of a value.</summary>
    public int Size { get; } = size;

    /// <summary>The type of a column of such values.</summary>
    public PrimitiveDataViewType Type { get; } = type;

    /// <summary>How many classes such labels can count; 0 where they are not integers.</summary>
    public int MostClasses { get; } = mostClasses;

    /// <summary>A getter of all values of the current row.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="transposition">Swaps rows and columns; null: the values come in the order of the file.</param>
    public abstract Delegate VectorGetter(IdxRowBytes row, IdxTransposition? transposition);

    /// <summary>A getter of the first value of the current row.</summary>
    public abstract Delegate ScalarGetter(IdxRowBytes row);

    /// <summary>A getter of the first value of the current row as a key: the value plus one.</summary>
    /// <param name="row">The row's bytes.</param>
    /// <param name="classes">The number of keys.</param>
    /// <param name="outside">The error for a value that is not a class.</param>
    public abstract Delegate KeyGetter(IdxRowBytes row, int classes, Func<string, Exception> outside);

    /// <summary>The values 0, 1, ..., classes - 1 of the keys 1, 2, ..., classes.</summary>
    public abstract void AddKeyValues(DataViewSchema.Annotations.Builder annotations, int classes);
}
