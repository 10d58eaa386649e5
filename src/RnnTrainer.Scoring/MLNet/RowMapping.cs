using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Onnx;

namespace RnnTrainer.MLNet;

/// <summary>
/// Lets ML.NET run <see cref="AddedColumns"/> as it runs its own row mappers: cursors, parallel cursor sets, active columns,
/// prediction engines.
/// </summary>
/// <param name="environment">Where it runs.</param>
/// <param name="owner">The transformer.</param>
/// <param name="bind">The columns added to rows of a schema.</param>
/// <param name="toOnnx">What computes them, inputs and outputs in the order of the columns'; null: ONNX has no operators for that.</param>
/// <param name="save">Saves the transformer.</param>
internal sealed class RowMapping(
    IHost environment, ITransformer owner, Func<DataViewSchema, AddedColumns> bind, Func<DataViewSchema, GraphProto>? toOnnx,
    Action<ModelSaveContext> save)
{
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return View(input);
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return RowToRowMapperTransform.GetOutputSchema(inputSchema, Mapper(inputSchema));
    }

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return View(new EmptyDataView(environment, inputSchema));
    }

    /// <summary>
    /// One cursor over all rows, in order, that reads the view's parallel cursors on several threads; null where ML.NET would
    /// not do that.
    /// </summary>
    public DataViewRowCursor? Consolidated(IDataView view, IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand) =>
        DataViewUtils.TryCreateConsolidatingCursor(out DataViewRowCursor cursor, view, columnsNeeded, environment, rand) ? cursor : null;

    /// <summary>Several cursors that share the rows of one, for as many threads.</summary>
    public DataViewRowCursor[] Split(DataViewRowCursor cursor, int count) => DataViewUtils.CreateSplitCursors(environment, cursor, count);

    /// <summary>What <see cref="Transform(IDataView)"/> gives, with rows from another view of the same columns.</summary>
    public IDataView Transform(IDataView input, Func<IDataView, IDataView> rowsOf)
    {
        ArgumentNullException.ThrowIfNull(input);
        RowToRowMapperTransform mapped = View(input);
        return new SavableView(rowsOf(mapped), mapped);
    }

    private RowToRowMapperTransform View(IDataView input) => new(environment, input, Mapper(input.Schema), Mapper);

    private RowMapper Mapper(DataViewSchema schema) =>
        new(bind(schema), owner, toOnnx is null ? null : () => toOnnx(schema), save);

    private sealed class RowMapper(AddedColumns columns, ITransformer owner, Func<GraphProto>? toOnnx, Action<ModelSaveContext> save)
        : IRowMapper, ISaveAsOnnx
    {
        public DataViewSchema.DetachedColumn[] GetOutputColumns() => columns.Outputs;

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            bool needed = Enumerable.Range(0, columns.Outputs.Length).Any(activeOutput);
            return column => needed && columns.Inputs.Any(input => input.Index == column);
        }

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
        {
            disposer = null!; // ML.NET's word for "nothing to dispose"
            return columns.CreateGetters(input, activeOutput)!;
        }

        public ITransformer GetTransformer() => owner;

        public void Save(ModelSaveContext ctx) => save(ctx);

        public bool CanSaveOnnx(OnnxContext ctx) => toOnnx is not null;

        public void SaveAsOnnx(OnnxContext ctx) =>
            PipelineOnnx.Add(ctx, owner.GetType().Name, columns.Inputs.Select(input => input.Name), columns.Outputs, toOnnx!());
    }
}
