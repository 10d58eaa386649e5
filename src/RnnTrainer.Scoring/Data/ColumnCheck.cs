using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Finds the columns that this library reads, and says what is wrong with one that it cannot read.</summary>
internal static class ColumnCheck
{
    /// <summary>What a label column of several classes must be, and the transform that makes it, for messages.</summary>
    public static readonly (string Type, string Maker) WantedKey = ("Key<UInt32>", "MapValueToKey");

    /// <summary>The same of a label column of yes and no.</summary>
    public static readonly (string Type, string Maker) WantedBoolean = ("Boolean", "ConvertType");

    /// <summary>The same of a label column of numbers.</summary>
    public static readonly (string Type, string Maker) WantedNumbers =
        ("Single, Double, or a vector of known size of either", "ConvertType");

    /// <summary>The same of a label that is a number, where each step has one.</summary>
    public static readonly (string Type, string Maker) WantedNumber = ("Single or Double", "ConvertType");

    /// <summary>The same of a label of yes and no, where each step has one.</summary>
    public static readonly (string Type, string Maker) WantedBooleans = ("Boolean, or Single (0, 1, NaN: missing)", "ConvertType");

    /// <exception cref="RnnColumnException">The column does not exist.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) ?? throw Missing(role, name, schema.Select(column => column.Name));

    /// <summary>The column of sequences.</summary>
    /// <param name="schema">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="embedding">The table of tokens through which it is read; null: it holds numbers.</param>
    /// <param name="type">Its type.</param>
    /// <exception cref="RnnColumnException">
    /// The column is missing, or no vector of Single or of such tokens, of known or unknown size.
    /// </exception>
    public static DataViewSchema.Column Features(DataViewSchema schema, string name, EmbeddingSpec? embedding, out VectorDataViewType type)
    {
        DataViewSchema.Column column = Find(schema, "Feature", name);
        if (embedding is not null)
        {
            type = column.Type is VectorDataViewType tokens && TokenColumn.Accepts(tokens.ItemType, embedding.AreKeys) ? tokens
                : throw WrongType("Feature", column, TokenColumn.Wanted(embedding.AreKeys));
            return column;
        }
        type = column.Type is VectorDataViewType { ItemType: NumberDataViewType item } vector && item == NumberDataViewType.Single
            ? vector
            : throw WrongType("Feature", column, WantedFeatures(name, column.Type, column.Type is VectorDataViewType));
        return column;
    }

    /// <summary>The type of the keys of a label column.</summary>
    /// <param name="label">The column.</param>
    /// <param name="ofSteps">Whether it is to have a key for each step.</param>
    /// <exception cref="RnnColumnException">The column is not a Key&lt;UInt32&gt;, or for steps a vector of them.</exception>
    public static KeyDataViewType Key(DataViewSchema.Column label, bool ofSteps) =>
        LabelItem(label, ofSteps) is KeyDataViewType key && key.RawType == typeof(uint) ? key : throw WrongLabel(label, WantedKey, ofSteps);

    /// <summary>Checks a label column of yes and no.</summary>
    /// <param name="label">The column.</param>
    /// <param name="ofSteps">Whether it is to have an answer for each step, which may be a Single: 0, 1 or NaN.</param>
    /// <exception cref="RnnColumnException">The column is not a Boolean, or for steps a vector of them.</exception>
    public static void Boolean(DataViewSchema.Column label, bool ofSteps)
    {
        DataViewType? item = LabelItem(label, ofSteps);
        if (item is not BooleanDataViewType && !(ofSteps && NumberDataViewType.Single.Equals(item)))
            throw WrongLabel(label, ofSteps ? WantedBooleans : WantedBoolean, ofSteps);
    }

    /// <summary>Numbers that a label column gives a row, or each of its steps; null: a single one that is not a vector.</summary>
    /// <param name="label">The column.</param>
    /// <param name="ofSteps">Whether it is to have a number for each step.</param>
    /// <exception cref="RnnColumnException">The column is not a Single or Double, or a vector of known size of either.</exception>
    public static int? Numbers(DataViewSchema.Column label, bool ofSteps) => label.Type switch
    {
        VectorDataViewType steps when ofSteps && NumberColumn.IsNumber(steps) => null,
        VectorDataViewType { IsKnownSize: true } vector when !ofSteps && NumberColumn.IsNumber(vector) => vector.Size,
        NumberDataViewType scalar when !ofSteps && NumberColumn.IsNumber(scalar) => null,
        _ => throw WrongLabel(label, ofSteps ? WantedNumber : WantedNumbers, ofSteps),
    };

    /// <exception cref="RnnColumnException">The column is missing or no number that can be a length.</exception>
    public static DataViewSchema.Column Length(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, "Length", name);
        return LengthColumn.Accepts(column.Type) ? column : throw WrongType("Length", column, LengthColumn.Wanted);
    }

    /// <exception cref="RnnColumnException">The column is missing or no Single.</exception>
    public static DataViewSchema.Column Weight(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, "Weight", name);
        return column.Type.Equals(NumberDataViewType.Single) ? column : throw WrongType("Weight", column, "Single");
    }

    /// <summary>What a feature column must be, and how to make it of what it is, for messages.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="type">Its type, or that of its items.</param>
    /// <param name="isVector">Whether it is a vector.</param>
    public static string WantedFeatures(string name, DataViewType type, bool isVector)
    {
        DataViewType item = type is VectorDataViewType vector ? vector.ItemType : type;
        string cure = item is KeyDataViewType && !isVector
                ? $" For tokens, one per row, group them into sequences with mlContext.Transforms.GroupIntoSequences"
            : item is KeyDataViewType ? $" Make it with mlContext.Transforms.Conversion.MapKeyToVector(\"{name}\")"
            : item is TextDataViewType
                ? $" For tokens make keys with {(isVector ? "" : "Text.TokenizeIntoWords and ")}Conversion.MapValueToKey"
            : item is not NumberDataViewType and not BooleanDataViewType ? ""
            : item.Equals(NumberDataViewType.Single) ? $" Join columns with mlContext.Transforms.Concatenate(\"{name}\", ...)"
            : $" Convert it with mlContext.Transforms.Conversion.ConvertType(\"{name}\", outputKind: DataKind.Single)"
                + (!isVector ? ", then Concatenate"
                    : TokenColumn.Accepts(item, areKeys: false) ? ", or for tokens set RnnOptions.VocabularySize" : "");
        return $"Vector<Single>.{cure}".TrimEnd('.');
    }

    /// <summary>What a label column must be for a trainer, how to make it, and the trainer that takes it as it is, for messages.</summary>
    /// <param name="wanted">What it must be.</param>
    /// <param name="item">Its raw type, or that of its items.</param>
    /// <param name="isKey">Whether that is a key.</param>
    /// <param name="isVector">Whether it is a vector.</param>
    /// <param name="ofSteps">Whether there is to be a label for each step.</param>
    public static string WantedLabel((string Type, string Maker) wanted, Type item, bool isKey, bool isVector, bool ofSteps)
    {
        bool isNumber = !isKey && (item == typeof(float) || item == typeof(double));
        if (ofSteps && !isVector)
            return "a vector with a label for each step, as RnnOptions.ReturnSequences is set";
        if (!ofSteps && isVector && (isKey || item == typeof(bool) || (isNumber && wanted == WantedNumbers)))
            return $"{wanted.Type}, or set RnnOptions.ReturnSequences to label each step";
        string? catalog = isKey ? (item == typeof(uint) ? "MulticlassClassification" : null)
            : item == typeof(bool) ? "BinaryClassification"
            : isNumber ? "Regression"
            : null;
        string type = ofSteps ? $"a vector of {wanted.Type}" : wanted.Type;
        string made = catalog is null || (isNumber && !isVector) ? $". Make it with mlContext.Transforms.Conversion.{wanted.Maker}" : "";
        return catalog is null ? type + made : $"{type}{made}, or use mlContext.{catalog}.Trainers.Rnn";
    }

    // Of one label; null where a vector is wanted and not there.
    private static DataViewType? LabelItem(DataViewSchema.Column label, bool ofSteps) =>
        ofSteps ? (label.Type as VectorDataViewType)?.ItemType : label.Type;

    private static RnnColumnException WrongLabel(DataViewSchema.Column label, (string Type, string Maker) wanted, bool ofSteps)
    {
        VectorDataViewType? vector = label.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? label.Type;
        return WrongType("Label", label, WantedLabel(wanted, item.RawType, item is KeyDataViewType, vector is not null, ofSteps));
    }

    public static RnnColumnException Missing(string role, string name, IEnumerable<string> others) =>
        new(name, null, $"{role} column '{name}' is missing; there are: {ErrorText.List([.. others], other => $"'{other}'")}.");

    public static RnnColumnException WrongType(string role, DataViewSchema.Column column, string wanted) =>
        WrongType(role, column.Name, $"{column.Type}", wanted);

    public static RnnColumnException WrongType(string role, string name, string type, string wanted) =>
        new(name, type, $"{role} column '{name}' is {type}; wanted: {wanted}.");
}
