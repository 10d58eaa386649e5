using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A row of a data set.</summary>
internal sealed class DigitRow
{
    public byte[] Pixels { get; set; } = [];

    /// <summary>What it is; empty where that is not known.</summary>
    public string Label { get; set; } = "";

    /// <summary>Some rows by their places, in the order asked for.</summary>
    /// <exception cref="InvalidDataException">There are not so many, or they have another size.</exception>
    public static ToPredict[] Read(SavedModel model, LabelledImages images, int[] indexes)
    {
        model.CheckSize(images);
        IDataView rows = !images.HasLabels ? images.Rows : model.ML.Transforms.Conversion
            .ConvertType("Label", "Label", DataKind.String).Fit(images.Rows).Transform(images.Rows);
        HashSet<int> asked = [.. indexes];
        Dictionary<int, DigitRow> found = model.ML.Data
            .CreateEnumerable<DigitRow>(rows, reuseRowObject: false, ignoreMissingColumns: true)
            .Take(asked.Max() + 1)
            .Index()
            .Where(row => asked.Contains(row.Index))
            .ToDictionary(row => row.Index, row => row.Item);
        return [.. indexes.Select(index => found.TryGetValue(index, out DigitRow? row)
            ? new ToPredict(row.Pixels) { Index = index, Label = row.Label == "" ? null : row.Label }
            : throw new InvalidDataException(
                $"There is no image {index} in '{images.Name}', which has {DigitData.Count(images.Rows):N0}, counted from 0."))];
    }
}
