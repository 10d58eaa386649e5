namespace RnnTrainer.Forecasting;

/// <summary>What is chosen for a forecast where its options leave it open.</summary>
internal static class ForecastDefaults
{
    // Seasons of a window, and rows where there is no season; steps of the network that blocks of rows without a season make.
    private const int MostSeasons = 14, MostRows = 64, Steps = 16;

    // Rows that the network reads as one step.
    private const int LargestBlock = 64, LeastDivisor = 8;

    // Size of a category's embedding, which each step of the network reads in addition to a season of values.
    private const int MostOfCategory = 16;

    /// <summary>Rows of a window: whole seasons, in half of the rows that a series of middle length has before its last horizon.</summary>
    /// <param name="horizon">Steps ahead.</param>
    /// <param name="season">Steps of a season; 1: there is none.</param>
    /// <param name="lengths">Rows of each series.</param>
    public static int Window(int horizon, int season, IEnumerable<int> lengths)
    {
        int[] ordered = [.. lengths.Order()];
        int half = (ordered[ordered.Length / 2] - horizon) / 2;
        return season == 1 ? Math.Clamp(half, 1, Math.Max(MostRows, 2 * horizon))
            : season * Math.Clamp(half / season, 1, MostSeasons);
    }

    /// <summary>
    /// Rows that the network reads as one step: a season, of long ones a part of it that comes out even if there is one.
    /// </summary>
    /// <param name="season">Steps of a season; 1: there is none.</param>
    /// <param name="window">Rows of a window.</param>
    public static int Block(int season, int window) =>
        season == 1 ? (window - 1) / Steps + 1
        : season <= LargestBlock ? season
        : Enumerable.Range(LeastDivisor, LargestBlock - LeastDivisor + 1).LastOrDefault(part => season % part == 0, LargestBlock);

    /// <summary>Numbers that the network learns for each category of a static input.</summary>
    /// <param name="keys">Categories.</param>
    public static int CategorySize(int keys) => Math.Min(keys / 2 + 1, MostOfCategory);
}
