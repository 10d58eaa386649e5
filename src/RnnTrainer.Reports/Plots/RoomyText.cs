using OxyPlot;

namespace RnnTrainer.Plots;

/// <summary>
/// Measures text for a plot whose reader's fonts are not known: Helvetica's letters, of which OxyPlot knows the size, and room for
/// wider ones, as DejaVu's are.
/// </summary>
internal sealed class RoomyText() : PdfRenderContext(0, 0, OxyColors.Undefined)
{
    // In a PDF 72 units make an inch, in an SVG 96.
    private const double Unit = 96.0 / 72, Wider = 1.2;

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        OxySize size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
        return new(Wider * Unit * size.Width, Unit * size.Height);
    }
}
