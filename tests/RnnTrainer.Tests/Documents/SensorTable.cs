using System.Globalization;
using System.Text;

namespace RnnTrainer.Tests.Documents;

/// <summary>
/// The CSV file of the examples: readings of machines, one row per minute. The pressure of a worn machine falls, in pascals, at a current
/// of microamperes.
/// </summary>
internal static class SensorTable
{
    /// <summary>The file's text.</summary>
    public static string Csv(int machines, bool isLabelled, bool hasGaps)
    {
        Random random = new(machines);
        StringBuilder text = new(isLabelled ? "machine,time,pressure,current,state\n" : "machine,time,pressure,current\n");
        for (int machine = 0; machine < machines; machine++)
        {
            string state = StateOf(machine);
            for (int step = 12 + machine % 5; step > 0; step--)
            {
                string time = new DateTime(2024, 5, 1).AddMinutes(step).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
                double pressure = 1e6 * (1 + (state == "worn" ? -step : step) / 20.0 + random.NextDouble() / 10);
                text.Append(CultureInfo.InvariantCulture, $"machine {machine},{time},{Cell(pressure)},{Cell(1e-6 * random.NextDouble())}");
                text.Append(isLabelled ? $",{state}\n" : "\n");
            }
        }
        return text.ToString();

        string Cell(double value) => hasGaps && random.Next(20) == 0 ? "" : value.ToString("G7", CultureInfo.InvariantCulture);
    }

    /// <summary>A machine's state, by its number.</summary>
    public static string StateOf(int machine) => machine % 2 == 0 ? "worn" : "sound";
}
