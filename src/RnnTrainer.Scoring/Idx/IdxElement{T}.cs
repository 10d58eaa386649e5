using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Idx;

/// <summary>A type of the values of IDX files, read as a .NET type.</summary>
/// <param name="code">The code in the header.</param>
/// <param name="name">What the values are, for messages.</param>
/// <param name="type">The type of a column of such values.</param>
/// <param name="mostClasses">How many classes such labels can count; 0 where they are not integers.</param>
/// <param name="decode">Turns values as they stand in the file into this machine's.</param>
internal sealed class IdxElement<T>(byte code, string name, PrimitiveDataViewType type, int mostClasses, IdxElement<T>.Decoder decode)
    : IdxElement(code, name, Unsafe.SizeOf<T>(), type, mostClasses)
    where T : unmanaged, INumber<T>
{
    private const string KeyValuesKind = "KeyValues";

    /// <summary>Turns the values of a row, as they stand in the file, into this machine's.</summary>
    public delegate void Decoder(ReadOnlySpan<byte> bytes, Span<T> values);

    public override Delegate VectorGetter(IdxRowBytes row, IdxTransposition? transposition)
    {
        T[] stored = [];
        return (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
        {
            ReadOnlySpan<byte> bytes = row();
            VBufferEditor<T> editor = VBufferEditor.Create(ref value, bytes.Length / Size);
            if (transposition is null)
            {
                decode(bytes, editor.Values);
            }
            else
            {
                Array.Resize(ref stored, editor.Values.Length);
                decode(bytes, stored);
                transposition.Apply(stored, editor.Values);
            }
            value = editor.Commit();
        });
    }

    public override Delegate ScalarGetter(IdxRowBytes row) => (ValueGetter<T>)((ref T value) => value = First(row()));

    public override Delegate KeyGetter(IdxRowBytes row, int classes, Func<string, Exception> outside) =>
        (ValueGetter<uint>)((ref uint value) =>
        {
            T label = First(row());
            if (T.IsNegative(label) || long.CreateChecked(label) >= classes)
                throw outside($"label {label}");
            value = uint.CreateChecked(label) + 1;
        });

    public override void AddKeyValues(DataViewSchema.Annotations.Builder annotations, int classes) =>
        annotations.Add<VBuffer<T>>(KeyValuesKind, new VectorDataViewType(Type, classes), (ref VBuffer<T> target) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref target, classes);
            for (int i = 0; i < classes; i++)
                editor.Values[i] = T.CreateChecked(i);
            target = editor.Commit();
        });

    private T First(ReadOnlySpan<byte> bytes)
    {
        T value = default;
        decode(bytes[..Size], new Span<T>(ref value));
        return value;
    }
}
