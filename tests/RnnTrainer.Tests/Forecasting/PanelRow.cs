namespace RnnTrainer.Tests.Forecasting;

/// <summary>
/// A day of a shop in a generated panel with a known rule: sales are the shop's level x the weekday's share x 1.6 where there is a
/// promotion, drawn for each day, x noise of 2 %.
/// </summary>
public sealed class PanelRow
{
    public const int Season = 7, Horizon = 7;

    private const float Lift = 1.6f;

    public string Shop { get; set; } = "";

    public float Sales { get; set; }

    public float Promotion { get; set; }

    /// <summary>What sales would be without noise.</summary>
    public float Expected { get; set; }

    /// <summary>Rows of shops, day by day.</summary>
    public static PanelRow[] Rows(int shops, int days, int seed = 5)
    {
        Random random = new(seed);
        double[] levels = [.. Enumerable.Range(0, shops).Select(_ => Math.Pow(10, 1 + 3 * random.NextDouble()))];
        double[] shares = [1, 0.8, 0.9, 1.1, 1.5, 2, 0.6];
        return [.. Enumerable.Range(0, days).SelectMany(day => Enumerable.Range(0, shops).Select(shop =>
        {
            float promotion = random.Next(3) == 0 ? 1 : 0;
            float expected = (float)(levels[shop] * shares[day % Season]) * (promotion > 0 ? Lift : 1);
            return new PanelRow
            {
                Shop = $"shop {shop}",
                Promotion = promotion,
                Expected = expected,
                Sales = expected * (float)(0.98 + 0.04 * random.NextDouble()),
            };
        }))];
    }

    /// <summary>The rows, of which the last ones of each shop are its future: their sales are not known yet.</summary>
    public static PanelRow[] WithFuture(PanelRow[] rows, int shops) => [.. rows.Select((row, i) => new PanelRow
    {
        Shop = row.Shop,
        Promotion = row.Promotion,
        Expected = row.Expected,
        Sales = i >= rows.Length - shops * Horizon ? float.NaN : row.Sales,
    })];
}
