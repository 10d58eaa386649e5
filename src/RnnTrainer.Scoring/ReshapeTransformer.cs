using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>
/// Changes the dimensions of a vector column of any item type: the same values in the same order (row-major, as numpy's reshape), not
/// copied. Annotations are kept.
/// </summary>
/// <example>
/// <code>
/// IDataView images = ml.Transforms.Reshape("Features", null, 28, 28).Fit(rows).Transform(rows);
/// </code>
/// </example>
public sealed class ReshapeTransformer : ITransformer
{
    private readonly int[] dimensions;
    private readonly RowMapping mapping;

    internal ReshapeTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName, int[] dimensions)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Length == 0 || dimensions.Any(dimension => dimension < 1))
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"[{string.Join(", ", dimensions)}]", "Give at least one dimension, "
                + "each at least 1.");
        if (dimensions.Aggregate((Int128)1, (size, dimension) => size * dimension) > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(dimensions), $"[{string.Join(", ", dimensions)}]", "Their product is more than "
                + $"a vector can hold ({Array.MaxLength}).");

        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
        this.dimensions = [.. dimensions];
        mapping = new RowMapping(
            environment.Register(nameof(ReshapeTransformer)), this, Bind, _ => OnnxColumns.OfReshape(dimensions), Save);
    }

    /// <summary>Name of the column that is added, or replaced when it is the input's.</summary>
    public string OutputColumnName { get; }

    /// <summary>Name of the column whose values are used.</summary>
    public string InputColumnName { get; }

    /// <summary>Gets the new dimensions.</summary>
    public IReadOnlyList<int> Dimensions => dimensions;

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the input column.</param>
    /// <exception cref="RnnColumnException">The input column is missing, is not a vector of known size, or has another size.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    /// <summary>Adds the column with the new dimensions.</summary>
    /// <param name="input">Data with the input column.</param>
    /// <exception cref="RnnColumnException">The input column is missing, is not a vector of known size, or has another size.</exception>
    public IDataView Transform(IDataView input) => mapping.Transform(input);

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    private void Save(ModelSaveContext ctx) => ReshapeTransformerLoader.Save(ctx, this);

    private ReshapedColumn Bind(DataViewSchema schema)
    {
        DataViewSchema.Column input = ColumnCheck.Find(schema, "Input", InputColumnName);
        if (input.Type is not VectorDataViewType { IsKnownSize: true } type)
            throw ColumnCheck.WrongType("Input", input, "a vector of known size");

        VectorDataViewType reshaped = new(type.ItemType, dimensions);
        if (reshaped.Size != type.Size)
            throw ColumnCheck.WrongType("Input", input, $"{reshaped.Size} values, the product of the dimensions "
                + $"[{string.Join(", ", dimensions)}]; it has {type.Size}");
        return new ReshapedColumn(input, new(OutputColumnName, reshaped, input.Annotations));
    }
}
