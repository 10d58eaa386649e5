using Spectre.Console.Rendering;

namespace RnnTrainer.Samples;

/// <summary>Columns of a terminal that text takes: two for a Chinese character.</summary>
internal static class CellWidth
{
    public static int Of(string text) => new Segment(text).CellCount();
}
