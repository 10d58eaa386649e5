using Spectre.Console;
using Spectre.Console.Rendering;

namespace RnnTrainer.Samples;

/// <summary>Text that takes the place of a bar, which is drawn again below it: what was drawn of the bar is cleared first.</summary>
internal sealed class OverwritingText(string text, Color color) : Renderable
{
    private const string ClearToEnd = "\u001b[J";

    private readonly IRenderable text = new Text(text, color);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        text.Render(options, maxWidth).Prepend(Segment.Control(ClearToEnd));
}
