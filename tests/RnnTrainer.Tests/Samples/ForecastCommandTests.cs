using System.Globalization;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The command forecast: what it prints, and the files that it leaves.</summary>
[TestClass]
public sealed class ForecastCommandTests
{
    private const int Horizon = 24;

    private static readonly TemporaryFolder Folder = new();
    private static readonly string Airline = Repository.PathOf("data", "airline-passengers.csv");
    private static ChildProcess trained = null!;

    [ClassInitialize]
    public static void Train(TestContext _) => trained = Run(["forecast", "--epochs", "2", .. Outputs("airline")]).Succeeded();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void TheFileHasTheQuantilesOfEachMonthThatFollows()
    {
        Assert.AreEqual("", trained.Error);
        string[][] rows = Csv("airline");
        Assert.HasCount(Horizon, rows);
        Assert.AreEqual("Passengers 1 1961-01", string.Join(' ', rows[0][..3]));
        Assert.AreEqual("Passengers 24 1962-12", string.Join(' ', rows[^1][..3]));
        foreach (string[] row in rows)
        {
            float[] quantiles = [.. row[4..].Select(Number)];
            Assert.HasCount(9, quantiles);
            CollectionAssert.AreEqual(quantiles.Order().ToArray(), quantiles);
            Assert.AreEqual(row[8], row[3], "the forecast is the level 0.5");
            Assert.IsInRange(50, 2000, quantiles[4]);
        }
    }

    /// <summary>The measures of the seasonal naive forecast, by their definitions.</summary>
    [TestMethod]
    public void TheNetworkIsComparedWithTheSeasonalNaiveForecastOnTheHeldOutValues()
    {
        double[] values = [.. File.ReadAllLines(Airline).Skip(1).Select(line => (double)Number(line.Split(',')[1]))];
        int origin = values.Length - Horizon;
        double[] errors = [.. Enumerable.Range(0, Horizon)
            .Select(step => Math.Abs(values[origin + step] - values[origin - 12 + (step % 12)]))];
        double scale = Enumerable.Range(12, origin - 12).Average(place => Math.Abs(values[place] - values[place - 12]));
        double mape = 100 * errors.Select((error, step) => error / values[origin + step]).Average();

        Assert.AreEqual($"{errors.Average() / scale:0.000}", Compared("MASE")[2]);
        Assert.AreEqual($"{mape:0.00}", Compared("MAPE")[2]);
        Assert.AreEqual($"{errors.Average():0.00}", Compared("MAE")[2]);
        Assert.AreEqual("–", Compared("Coverage")[2]);
        ReportFile report = new(Folder.PathOf("airline.html"));
        Assert.AreEqual(Compared("MASE")[1], report.Figure("MASE").Value);
        Assert.AreEqual($"seasonal naive {Compared("MASE")[2]}", report.Figure("MASE").Note);
        report.AssertWhole();
    }

    [TestMethod]
    public void TheSeriesItsForecastAndItsBandAreDrawn()
    {
        foreach (char mark in "•░┊⠒")
            Assert.Contains(mark, trained.Output);
        string[][] rows = Csv("airline");
        string[] shown = [.. trained.Lines.Where(line => line.StartsWith("| 196", StringComparison.Ordinal))];
        Assert.HasCount(Horizon, shown);
        Assert.AreEqual($"{Number(rows[0][3]):0.0}", Cells(shown[0])[1]);
    }

    /// <summary>Whatever is held out, the network is the same.</summary>
    [TestMethod]
    public void HeldOutValuesAreNotLearntFrom()
    {
        string[] lines = File.ReadAllLines(Airline);
        string known = Folder.PathOf("known.csv"), other = Folder.PathOf("other end.csv");
        File.WriteAllLines(known, lines[..^Horizon]);
        File.WriteAllLines(other, [.. lines[..^Horizon], .. lines[^Horizon..].Select((line, step) => $"{line[..7]},{1000 * (step + 1)}")]);
        string[] columns = ["--value", "Passengers", "--time", "Month"];
        Run(["forecast", other, .. columns, "--horizon", $"{Horizon}", "--epochs", "2", .. Outputs("other")]).Succeeded();
        foreach (string model in (string[])["airline", "other"])
            Run(["forecast", known, .. columns, "--model", Folder.PathOf($"{model}.zip"), .. Outputs($"known to {model}")[2..]])
                .Succeeded();
        Assert.HasCount(Horizon, Csv("known to other"));
        CollectionAssert.AreEqual(Csv("known to airline").Select(row => row[3]).ToArray(),
            Csv("known to other").Select(row => row[3]).ToArray());
    }

    [TestMethod]
    public void ASavedModelForecastsTheSame()
    {
        string[] model = ["--model", Folder.PathOf("airline.zip")];
        ChildProcess again = Run(["forecast", Airline, "--time", "Month", .. model, .. Outputs("again")[2..]]).Succeeded();
        CollectionAssert.AreEqual(File.ReadAllLines(Folder.PathOf("airline.csv")), File.ReadAllLines(Folder.PathOf("again.csv")));
        Assert.DoesNotContain("MASE", again.Output, "it may have been trained on these values");

        ITransformer loaded = new MLContext().Model.Load(Folder.PathOf("airline.zip"), out DataViewSchema schema);
        Assert.AreEqual((24, 12), (((RnnForecastTransformer)loaded).Horizon, ((RnnForecastTransformer)loaded).SeasonLength));
        Assert.AreEqual("Passengers", string.Join(' ', schema.Select(column => column.Name)));
    }

    [TestMethod]
    public void SeveralSeriesAreLearntByOneNetworkAndOddOnesAreRemarkedOn()
    {
        string file = Folder.PathOf("shops in long form.csv");
        File.WriteAllLines(file, ["Shop;Day;Sales", .. Enumerable.Range(0, 40).SelectMany(day => Shops(day))]);
        string[] columns = ["--value", "Sales", "--time", "Day", "--series", "Shop", "--decimal-comma"];
        ChildProcess child = Run(["forecast", file, .. columns, "--horizon", "7", "--epochs", "1", .. Outputs("shops")]).Succeeded();

        Assert.Contains("3 series of 'Sales', 82 values; a season of 7 steps, 7 steps ahead.", child.Output);
        Assert.Contains("1 of 3 series has fewer than 21 values and is skipped: 'C'.", child.Output);
        Assert.Contains("1 of 82 values is missing, the first of 'A', 2024-05-04: each takes the value before it.", child.Output);
        Assert.AreEqual("A 2024-06-10 A 2024-06-16 B 2024-06-10 B 2024-06-16",
            string.Join(' ', Csv("shops").Where(row => row[1] is "1" or "7").Select(row => $"{row[0]} {row[2]}")));

        static IEnumerable<string> Shops(int day)
        {
            string date = $"{new DateTime(2024, 5, 1).AddDays(day):yyyy-MM-dd}";
            yield return day == 3 ? $"A;{date};" : $"A;{date};{10 + (day % 7)},5";
            yield return $"B;{date};{100 - (day % 7)}";
            if (day < 2)
                yield return $"C;{date};1";
        }
    }

    [TestMethod]
    [DataRow(2, "Use --value to name the column to forecast: ", "FILE", "--horizon", "3")]
    [DataRow(2, "Use --horizon to set the steps to forecast, such as 24.", "FILE", "--value", "v")]
    [DataRow(2, "has no column 'w'. Its columns are t, v.", "FILE", "--value", "w", "--horizon", "3")]
    [DataRow(2, "--value, --time and --series must be different columns, but two of them are 'v'.",
        "FILE", "--value", "v", "--time", "v", "--horizon", "3")]
    [DataRow(2, "--horizon must be a whole number, 1 or more, but is '0'.", "FILE", "--value", "v", "--horizon", "0")]
    [DataRow(2, "--epochs applies to training, but --model names a trained model", "--model", "none.zip", "--epochs", "3")]
    [DataRow(3, "The series has 5 values, but 7 are needed: 2 horizons of 3 and a season of 1. Use a smaller --horizon or --season, "
        + "or add rows.", "FILE", "--value", "v", "--horizon", "3")]
    [DataRow(3, "but 4,000,000,001 are needed: 2 horizons of 2,000,000,000", "FILE", "--value", "v", "--horizon", "2000000000")]
    [DataRow(2, "airline-passengers.csv' has no column 'w'. Its columns are Month, Passengers.", "--value", "w")]
    [DataRow(2, "--csv and --report are the same file, 'same.txt'. Give each its own file.", "--csv", "same.txt", "--report", "same.txt")]
    [DataRow(2, "The model forecasts 'Passengers', but --value is 'v'. Rename the column in the file, or train another model.",
        "FILE", "--value", "v", "--model", "AIRLINE")]
    [DataRow(2, "The model forecasts one series, but --series is 'Month'. Train another model with --series.",
        "--series", "Month", "--time", "t", "--model", "AIRLINE")]
    [DataRow(3, "Line 6 of ", "FILE", "--value", "t", "--horizon", "1")]
    [DataRow(3, "There is no file 'none.csv'; expected a CSV or TSV file.",
        "none.csv", "--value", "v", "--horizon", "3")]
    [DataRow(3, "There is no model 'none.zip'. Train one: rnn-samples forecast --save none.zip", "--model", "none.zip")]
    [DataRow(3, "does not exist", "--csv", "none/such/forecast.csv")]
    [DataRow(3, "it was not overwritten", "--report", "README.md")]
    public void BadInputIsOneLine(int code, string message, params string[] arguments)
    {
        string file = Folder.PathOf("short.csv");
        File.WriteAllText(file, "t,v\n1,1\n2,2\n3,3\n4,4\nlast,5\n");
        string[] given = [.. arguments.Select(word => word == "FILE" ? file : word == "AIRLINE" ? Folder.PathOf("airline.zip") : word)];
        string[] outputs = Outputs("refused");
        IEnumerable<string> others = outputs.Chunk(2)
            .Where(pair => !given.Contains(pair[0]) && (pair[0] != "--save" || !given.Contains("--model"))).SelectMany(pair => pair);
        AssertRefused(code, message, Run(["forecast", .. given, .. others]));
        Assert.IsEmpty(Directory.GetFiles(Folder.FullPath, "refused.*"));
    }

    [TestMethod]
    public void WhatTheLibraryRefusesIsNamedAsItIsTyped()
    {
        string file = Folder.PathOf("steps.csv");
        File.WriteAllLines(file, ["Step,v", .. Enumerable.Range(0, 20).Select(i => $"{i % 2},{i}")]);
        ChildProcess child = Run(["forecast", file, "--value", "v", "--series", "Step", "--horizon", "2", .. Outputs("hidden")]);
        Assert.AreEqual(2, child.ExitCode, child.Error);
        Assert.Contains("--series is 'Step', which is also the name of an output column.", OneLine(child.Error));
    }

    [TestMethod]
    public void AHorizonTooLongForANetworkIsRefused()
    {
        string file = Folder.PathOf("long.csv");
        File.WriteAllLines(file, ["v", .. Enumerable.Range(0, 200_000).Select(row => $"{row % 7}")]);
        ChildProcess child = Run(["forecast", file, "--value", "v", "--horizon", "20000", .. Outputs("long horizon")]);
        Assert.AreEqual(2, child.ExitCode, child.Error);
        Assert.EndsWith("parameters. Use a smaller --horizon.", OneLine(child.Error).TrimEnd());
        Assert.Contains("that forecasts 20000 steps from ", child.Error);
    }

    [TestMethod]
    public void ASavedModelSaysWhereItHasLittleToLookBackOn()
    {
        string file = Folder.PathOf("young series.csv");
        File.WriteAllText(file, "Month,Passengers\n2024-01,100\n2024-02,120\n");
        string[] model = ["--model", Folder.PathOf("airline.zip"), .. Outputs("young")[2..]];
        ChildProcess child = Run(["forecast", file, "--time", "Month", .. model]).Succeeded();
        Assert.Contains("1 of 1 series has fewer than ", child.Output);
        Assert.DoesNotContain("has fewer than ", Run(["forecast", Airline, "--time", "Month", .. model]).Succeeded().Output);
    }

    [TestMethod]
    public void OfManyColumnsOnlySomeAreListed()
    {
        string file = Folder.PathOf("many columns.csv");
        File.WriteAllText(file, $"{string.Join(',', Enumerable.Range(0, 300).Select(column => $"c{column}"))}\n");
        AssertRefused(2, "Its columns are c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 290 more.",
            Run(["forecast", file, "--value", "v", "--horizon", "3", .. Outputs("wide")]));
    }

    [TestMethod]
    public void NothingThatIsNamedControlsATerminal() =>
        AssertRefused(3, "There is no file '?[31m.csv'", Run(["forecast", "\u001b[31m.csv", "--value", "v", "--horizon", "3"]));

    [TestMethod]
    public void AModelOfAnotherKindIsRefused()
    {
        ChildProcess child = Run(["forecast", "--model", SampleModel.File, .. Outputs("other")[2..]]);
        AssertRefused(3, "is an ML.NET model, but not a forecast saved by 'forecast'", child);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public void ASignalEndsTrainingAndNoFileIsWritten()
    {
        using SignalledProcess process = Start(["forecast", "--epochs", "1000000", .. Outputs("cancelled")]);
        process.WaitForLine("'Passengers' from 1949-01 to 1960-12");
        process.Signal("TERM");
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        Assert.Contains("Cancelled; no file was written.", OneLine(child.Error));
        Assert.IsEmpty(Directory.GetFiles(Folder.FullPath, "cancelled.*"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)] // whose 'script' gives a program a terminal
    [DataRow(40)]
    [DataRow(80)]
    public void ATerminalShowsItWithoutBrokenLines(int width)
    {
        string[] model = ["--model", Folder.PathOf("airline.zip"), "--time", "Month"];
        TerminalScreen screen = TerminalScreen.Run(width, ["forecast", Airline, .. model, .. Outputs($"at{width}")[2..]]);
        Assert.AreEqual(0, screen.Broken, string.Join('\n', screen.Lines));
        Assert.Contains(line => line.Contains('•') && line.Contains('░'), screen.Lines);
        Assert.IsGreaterThan(width / 2, screen.Lines.Where(line => line.Contains('•')).Max(line => line.Length));
    }

    private static string[] Outputs(string name) =>
        ["--save", Folder.PathOf($"{name}.zip"), "--csv", Folder.PathOf($"{name}.csv"), "--report", Folder.PathOf($"{name}.html")];

    private static string[][] Csv(string name) =>
        [.. File.ReadAllLines(Folder.PathOf($"{name}.csv")).Skip(1).Select(line => line.Split(','))];

    private static string[] Compared(string measure) =>
        trained.Lines.Select(Cells).Single(cells => cells.Length == 4 && cells[0] == measure);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Cells(string line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
}
