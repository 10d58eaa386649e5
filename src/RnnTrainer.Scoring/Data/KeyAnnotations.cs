using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;
using RnnTrainer.Values;

namespace RnnTrainer.Data;

/// <summary>Moves the values of keys between a column's annotations and a plain array of their own type.</summary>
internal static class KeyAnnotations
{
    private static readonly MethodInfo ReadMethod = Generic(nameof(ReadValues)), AddMethod = Generic(nameof(AddValues));

    /// <summary>
    /// The key values of a label column, in an array of their type (text: <see cref="string"/>); null when it has none.
    /// </summary>
    /// <exception cref="InvalidOperationException">They are of a type that cannot be saved, or hold broken characters.</exception>
    public static Array? Read(DataViewSchema.Column label, int classCount)
    {
        Array? values = Read("Label", label, classCount);
        if ((values as string[])?.FirstOrDefault(value => !UnicodeText.IsWhole(value)) is { } broken)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has the value '{ErrorText.Short(broken)}', which holds half of a surrogate pair. "
                + "Use whole characters.");
        }
        return values;
    }

    /// <summary>The same of a column of tokens, which may be single UTF-16 characters: U+FFFD stands for halves of pairs.</summary>
    /// <exception cref="InvalidOperationException">They are of a type that cannot be saved.</exception>
    public static Array? ReadTokens(DataViewSchema.Column features, int count)
    {
        Array? values = Read("Feature", features, count);
        return values is string[] texts ? Array.ConvertAll(texts, UnicodeText.Whole) : values;
    }

    private static Array? Read(string role, DataViewSchema.Column column, int count)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is not { Type: VectorDataViewType type } || type.Size != count)
            return null;
        if (type.ItemType is TextDataViewType)
        {
            VBuffer<ReadOnlyMemory<char>> text = default;
            column.Annotations.GetValue("KeyValues", ref text);
            return text.DenseValues().Select(value => value.ToString()).ToArray();
        }
        Type item = type.ItemType.RawType;
        if (!LabelValueFormat.Supports(item))
        {
            throw new InvalidOperationException(
                $"{role} column '{column.Name}' has key values of type {type.ItemType}, which cannot be saved with a model; "
                    + "map them to text or numbers first.");
        }
        return ReadMethod.MakeGenericMethod(item).CreateDelegate<Func<DataViewSchema.Column, Array>>()(column);
    }

    /// <summary>An annotation of texts; <see langword="null"/>: the column has none, of another type, or of another number.</summary>
    /// <param name="column">The column.</param>
    /// <param name="kind">The annotation's name.</param>
    /// <param name="count">How many texts there are to be.</param>
    public static string[]? Texts(DataViewSchema.Column column, string kind, int? count)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind) is not { Type: VectorDataViewType { ItemType: TextDataViewType } type }
            || type.Size != count)
        {
            return null;
        }
        VBuffer<ReadOnlyMemory<char>> texts = default;
        column.Annotations.GetValue(kind, ref texts);
        return [.. texts.DenseValues().Select(text => text.ToString())];
    }

    /// <summary>Adds the values as a vector annotation of this kind.</summary>
    public static void Add(DataViewSchema.Annotations.Builder builder, string kind, Array values)
    {
        if (values is string[] text)
        {
            ReadOnlyMemory<char>[] memory = [.. text.Select(value => value.AsMemory())];
            AddValues<ReadOnlyMemory<char>>(builder, kind, TextDataViewType.Instance, memory);
            return;
        }
        Type item = values.GetType().GetElementType()!;
        AddMethod.MakeGenericMethod(item)
            .CreateDelegate<Action<DataViewSchema.Annotations.Builder, string, PrimitiveDataViewType, Array>>()(
            builder, kind, ItemType(item), values);
    }

    private static T[] ReadValues<T>(DataViewSchema.Column label)
    {
        VBuffer<T> values = default;
        label.Annotations.GetValue("KeyValues", ref values);
        return [.. values.DenseValues()];
    }

    private static void AddValues<T>(
        DataViewSchema.Annotations.Builder builder, string kind, PrimitiveDataViewType itemType, Array values) =>
        builder.Add(kind, new VectorDataViewType(itemType, values.Length), (ref VBuffer<T> destination) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref destination, values.Length);
            ((T[])values).CopyTo(editor.Values);
            destination = editor.Commit();
        });

    private static PrimitiveDataViewType ItemType(Type type) =>
        type == typeof(bool) ? BooleanDataViewType.Instance
        : type == typeof(DateTime) ? DateTimeDataViewType.Instance
        : type == typeof(DateTimeOffset) ? DateTimeOffsetDataViewType.Instance
        : type == typeof(TimeSpan) ? TimeSpanDataViewType.Instance
        : type == typeof(sbyte) ? NumberDataViewType.SByte
        : type == typeof(byte) ? NumberDataViewType.Byte
        : type == typeof(short) ? NumberDataViewType.Int16
        : type == typeof(ushort) ? NumberDataViewType.UInt16
        : type == typeof(int) ? NumberDataViewType.Int32
        : type == typeof(uint) ? NumberDataViewType.UInt32
        : type == typeof(long) ? NumberDataViewType.Int64
        : type == typeof(ulong) ? NumberDataViewType.UInt64
        : type == typeof(float) ? NumberDataViewType.Single
        : NumberDataViewType.Double;

    private static MethodInfo Generic(string name) =>
        typeof(KeyAnnotations).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
