using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>Test images to report on.</summary>
internal sealed class DigitReportSource : ReportSource
{
    private readonly DataChoice data = new(hasModel: true, "Folder with the data whose test images to use, as for train.");

    public override string Kind => "images";

    public override IReadOnlyList<Symbol> Symbols => [.. data.All];

    public override bool Takes(TrainedModel model) => true;

    public override ReportedRows Open(TrainedModel model, ParseResult parsed, Screen screen)
    {
        SavedModel saved = SavedModel.Of(model);
        LabelledImages images = data.Open(saved, parsed).TestImages;
        foreach (string remark in images.Remarks)
            screen.Remark(remark);
        saved.CheckSize(images);
        images.CheckSomeFor(saved);
        return new(images.Name, "image", saved.Score(images), images.Rows.GetRowCount(), index => $"image {index}",
            "Each row of an image is a time step.");
    }
}
