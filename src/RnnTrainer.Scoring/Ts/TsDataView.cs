using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Ts;

/// <summary>
/// A .ts file as rows: Features, and Label where the header says that there is one. Where each row stands is kept, 32 bytes a row; values
/// are read from the file at each pass.
/// </summary>
internal sealed class TsDataView : FileView
{
    public const string FeaturesName = "Features";
    public const string LabelName = "Label";

    public TsDataView(string path)
    {
        File = TsFile.Open(path);
        DataViewSchema.Builder builder = new();
        builder.AddColumn(FeaturesName, new VectorDataViewType(NumberDataViewType.Single, File.Steps ?? 0, File.Channels));
        if (File.Header.Label != TsLabel.None)
            builder.AddColumn(LabelName, File.Header.Label == TsLabel.Class ? TextDataViewType.Instance : NumberDataViewType.Single);
        Schema = builder.ToSchema();
    }

    public TsFile File { get; }

    public override DataViewSchema Schema { get; }

    protected override long Rows => File.Rows.Count;

    protected override long RowBytes => File.Length / File.Rows.Count;

    protected override bool CanReadAnywhere => true;

    protected override DataViewRowCursor Open(bool[] active, RowOrder order) => new TsCursor(this, active, order);
}
