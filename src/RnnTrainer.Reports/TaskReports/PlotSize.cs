namespace RnnTrainer.TaskReports;

/// <summary>The size of the plots of a task, of which two stand beside each other where there is room.</summary>
internal static class PlotSize
{
    public const int Width = 420, Height = 320;
}
