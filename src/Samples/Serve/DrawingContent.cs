using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>A page to draw on, for a model of images.</summary>
/// <param name="predictor">What the model says of drawings.</param>
internal sealed class DrawingContent(DrawingPredictor predictor) : ServedContent(predictor.Model.FileName)
{
    private SavedModel Model => predictor.Model;

    public override string Summary => $"{Model.Name}: {NetworkText.Of(Model.Network.Model)}, "
        + $"{Model.Height} x {Model.Width} pixels, {Counted.Of(Model.Classes.Count, "class", "classes")}";

    public override string Invitation => "Draw at";

    public override IReadOnlyList<string> Classes => Model.Classes;

    public override long MostBytes => Drawing.MostBytes;

    protected override IReadOnlyList<PageFile> Files { get; } =
    [
        PageFile.Load("/", "page.html"), PageFile.Load("/page.css", "page.css"), PageFile.Load("/page.js", "page.js"),
        PageFile.Load("/pad.js", "pad.js"), PageFile.Load("/belief.js", "belief.js"), PageFile.Load("/icon.svg", "icon.svg"),
    ];

    protected override object Describe()
    {
        RnnModel network = Model.Network.Model;
        return new
        {
            Name = FileName,
            Classes,
            Model.Height,
            Model.Width,
            Cell = $"{network.Cell}",
            network.HiddenSize,
            network.Layers,
            network.Bidirectional,
        };
    }

    protected override async Task<object> Answer(Stream body, CancellationToken cancellation) =>
        predictor.Predict(await Drawing.Read(body, cancellation));
}
