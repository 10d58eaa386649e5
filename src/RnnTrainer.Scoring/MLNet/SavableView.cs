using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace RnnTrainer.MLNet;

/// <summary>
/// Rows that come from one view, and what ML.NET asks of a transform's view besides: its source, and to save itself as ONNX, which
/// another view of the same columns does.
/// </summary>
internal sealed class SavableView(IDataView rows, RowToRowMapperTransform mapped) : ITransformCanSaveOnnx
{
    public IDataView Source => mapped.Source;

    public bool CanShuffle => rows.CanShuffle;

    public DataViewSchema Schema => rows.Schema;

    public long? GetRowCount() => rows.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        rows.GetRowCursor(columnsNeeded, rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        rows.GetRowCursorSet(columnsNeeded, n, rand);

    public bool CanSaveOnnx(OnnxContext ctx) => ((ITransformCanSaveOnnx)mapped).CanSaveOnnx(ctx);

    public void SaveAsOnnx(OnnxContext ctx) => ((ITransformCanSaveOnnx)mapped).SaveAsOnnx(ctx);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)mapped).Save(ctx);
}
