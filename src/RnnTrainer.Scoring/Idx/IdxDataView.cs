using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Idx;

/// <summary>
/// IDX files as rows: Pixels, and Label where there is a labels file. Plain files can be read
/// shuffled and by several cursors in parallel; gzip only in order.
/// </summary>
internal sealed class IdxDataView : FileView
{
    public const string PixelsName = "Pixels";
    public const string LabelName = "Label";

    public IdxDataView(string imagesPath, string? labelsPath, int? labelClasses, bool transposed)
    {
        Images = IdxFile.Open("images", imagesPath);
        int[] dimensions = Images.Header.RowDimensions;
        if (transposed)
        {
            Transposition = dimensions.Length >= 2 ? new(dimensions) : throw Images.Error(3, $"rank {Images.Header.Rank}",
                "rank 3 or more, as transposed images have rows and columns", "Leave transposed out.");
            dimensions = Transposition.Dimensions;
        }
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(PixelsName, new VectorDataViewType(Images.Header.Element.Type, dimensions));
        if (labelsPath is not null)
        {
            Labels = IdxFile.Open("labels", labelsPath);
            CheckLabels(Labels, Images);
            LabelClasses = labelClasses;
            if (labelClasses is int classes)
                builder.AddColumn(LabelName, new KeyDataViewType(typeof(uint), classes), KeyValues(Labels, classes));
            else
                builder.AddColumn(LabelName, Labels.Header.Element.Type);
        }
        Schema = builder.ToSchema();
    }

    public IdxFile Images { get; }

    public IdxFile? Labels { get; }

    /// <summary>Swaps rows and columns of the images; null where they come as they are stored.</summary>
    public IdxTransposition? Transposition { get; }

    /// <summary>How many classes the label key counts, or null where the label is the number in the file.</summary>
    public int? LabelClasses { get; }

    public override DataViewSchema Schema { get; }

    protected override long Rows => Images.Header.Rows;

    protected override long RowBytes => Images.Header.RowBytes;

    protected override bool CanReadAnywhere => !Images.IsGzip && Labels is not { IsGzip: true };

    protected override DataViewRowCursor Open(bool[] active, RowOrder order) => new IdxCursor(this, active, order);

    // QMNIST's labels are eight integers a row, of which the first is the class.
    private static void CheckLabels(IdxFile labels, IdxFile images)
    {
        bool isQmnist = labels.Header is { Rank: 2, RowDimensions: [8] } && labels.Header.Element.Type == NumberDataViewType.Int32;
        if (labels.Header.Rank != 1 && !isQmnist)
        {
            throw labels.Error(3, $"rank {labels.Header.Rank}", "rank 1 (one value a row), or 8 32-bit integers a row as in QMNIST",
                "Give the file with the labels; are the two paths swapped?");
        }
        if (labels.Header.Rows != images.Header.Rows)
        {
            throw labels.Error(4, $"{labels.Header.Rows} labels", $"{images.Header.Rows}, the number of rows in '{images.Path}'",
                "Give two files that belong together.");
        }
    }

    private static DataViewSchema.Annotations KeyValues(IdxFile labels, int classes)
    {
        IdxElement element = labels.Header.Element;
        if (classes > element.MostClasses)
        {
            throw labels.Error(2, element.Name, $"integers that can count {classes} classes, as labelClasses says",
                element.MostClasses == 0
                    ? "Leave labelClasses out." : $"Give labelClasses of at most {element.MostClasses}, or leave it out.");
        }
        DataViewSchema.Annotations.Builder builder = new();
        element.AddKeyValues(builder, classes);
        return builder.ToAnnotations();
    }
}
