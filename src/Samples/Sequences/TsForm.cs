using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A file of the UCR and UEA archives, which says itself what its rows are.</summary>
internal sealed class TsForm() : SequenceForm("ts")
{
    private const string Extension = ".ts";

    public override SequenceFile Read(FileInfo file, SequenceColumns columns, bool withLabels)
    {
        if (TableForm.Wanted(columns, withLabels: true).Count > 0)
        {
            throw new UsageException($"'{file}' declares its own columns. "
                + "Remove --label, --sequence, --time, --text and --features.");
        }
        InputFile.Check($"{file}", "a .ts file");
        MLContext ml = new();
        IDataView rows = ml.Data.LoadFromTs(file.FullName);
        VectorDataViewType type = (VectorDataViewType)rows.Schema["Features"].Type;
        bool hasLabels = withLabels && rows.Schema.GetColumnOrNull("Label") is not null;
        if (withLabels && !hasLabels)
            throw new InvalidDataException($"'{file}' has no labels, neither @classLabel nor @targetLabel.");
        string[]? labels = hasLabels
            ? [.. ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.String)
                .Fit(rows).Transform(rows).GetColumn<string>("Label")]
            : null;
        return new(file, columns, [.. rows.GetColumn<float[]>("Features").Select(Sequence)], type.Dimensions[^1]);

        ReadSequence Sequence(float[] values, int index) => new($"row {index + 1}", index + 1)
        {
            Values = values,
            Labels = labels is null ? [] : [labels[index]],
        };
    }

    protected override bool Is(FileInfo file, SequenceColumns asked) =>
        file.Extension.Equals(Extension, StringComparison.OrdinalIgnoreCase);
}
