using System.CommandLine;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A value for each step: the remaining life of turbofan engines.</summary>
internal sealed class CmapssCommand() : DataFolderCommand(
    "cmapss",
    "Predict the remaining useful life of C-MAPSS FD001's engines, recipes chosen on held-out engines; exit code 1 unless the error is as "
    + "expected.",
    "One seed, one recipe, few epochs.",
    "cmapss-fd001", "NASA's C-MAPSS data set FD001",
    TrainFile, TestFile, RemainingFile)
{
    private const string TrainFile = "train_FD001.txt", TestFile = "test_FD001.txt", RemainingFile = "RUL_FD001.txt";
    private const int Seeds = 3, QuickSeeds = 1, QuickEpochs = 10;
    private const double Target = 13.9, LeastBand = 0.65, MostBand = 0.9;

    protected override (ResultFile Results, int ExitCode) Measure(ParseResult parsed, string folder, bool quick)
    {
        MLContext ml = new();
        IReadOnlyList<EngineRun> engines = EngineRun.Read(Path.Combine(folder, TrainFile));
        IReadOnlyList<EngineRun> others = EngineRun.Read(Path.Combine(folder, TestFile), Path.Combine(folder, RemainingFile));
        int[] seeds = [.. Enumerable.Range(1, quick ? QuickSeeds : Seeds)];
        CmapssRecipe band = quick ? CmapssRecipe.Band.With(QuickEpochs) : CmapssRecipe.Band;
        CmapssRecipe[] recipes = quick ? [CmapssRecipe.Candidates[0].With(QuickEpochs), band] : [.. CmapssRecipe.Candidates, band];

        CmapssRun[] heldOut = [.. from recipe in recipes from seed in seeds select CmapssRun.HoldOut(ml, recipe, engines, seed)];
        CmapssRecipe chosen =
            heldOut.GroupBy(run => run.Recipe).MinBy(runs => runs.Average(run => run.Rmse(ml, capped: true)))!.Key;
        CmapssRun[] tested =
        [
            .. from recipe in new[] { chosen, band }.Distinct()
               from seed in seeds
               select CmapssRun.Test(ml, recipe, engines, others, seed),
        ];

        double error = tested.Where(run => run.Recipe == chosen).Average(run => run.Rmse(ml, capped: true));
        double within = tested.Where(run => run.Recipe == band).Average(run => run.Quantiles(ml).Coverage);
        bool isErrorMet = error <= Target, isBandMet = within is >= LeastBand and <= MostBand;
        if (!isErrorMet || !isBandMet)
            Console.Error.WriteLine(Invariant($"RMSE {error:0.00}, in the band {within:0.00}: not as expected."));
        return (new ResultFile("cmapss.md", "Remaining useful life: C-MAPSS FD001",
            Machine.Table("cmapss-machine", quick ? "cmapss --quick" : "cmapss"),
            Invariant($"""
            {engines.Count} engines that run to their failure, {others.Count} others that are cut short: how many cycles remain? Whole runs
            as sequences of any length, {EngineRun.Channels} channels; `ReturnSequences`, so that each cycle teaches; training labels capped
            at {EngineRun.Cap} cycles. Errors are roots of the mean squared error in cycles, means over {seeds.Length} seeds (smallest to
            largest).

            Recipes compared on 20 held-out engines, other ones for each seed, each cut short at 10 random cycles:

            """),
            MarkdownTable.Block("cmapss-choice", ["recipe", "held-out RMSE, capped", "in the 10 to 90 % band", "Fit, s"],
                from runs in heldOut.GroupBy(run => run.Recipe)
                select (string[])
                [
                    runs.Key.Title, Mean(runs.Select(run => run.Rmse(ml, capped: true)), "0.00"), Band(runs),
                    Spread.Of(runs.Select(run => run.Seconds)).Show("0.0"),
                ]),
            """
            The best of them, and the quantiles, trained on all engines and tested at the last cycle of each test engine. Test figures
            chose nothing. Of quantiles the median is the prediction. Authors differ in the test labels: capped like the training labels,
            or as they stand. Published: deep LSTM 16.14 (Zheng et al. 2017), LSTM of one layer 14.93 (table in arXiv 2604.27234).

            """,
            MarkdownTable.Block("cmapss", ["recipe", "test RMSE, capped", "test RMSE, as they stand", "in the 10 to 90 % band"],
                from runs in tested.GroupBy(run => run.Recipe)
                select (string[])
                [
                    runs.Key.Title, Mean(runs.Select(run => run.Rmse(ml, capped: true)), "0.00"),
                    Mean(runs.Select(run => run.Rmse(ml, capped: false)), "0.00"), Band(runs),
                ]),
            MarkdownTable.Block("cmapss-targets", ["", "mean", "target", "met"],
            [
                [$"test RMSE, capped: {chosen.Title}", Invariant($"{error:0.00}"), Invariant($"at most {Target:0.0}"), YesOrNo(isErrorMet)],
                [
                    "test engines in the 10 to 90 % band", Invariant($"{within:0.00}"), Invariant($"{LeastBand:0.00} to {MostBand:0.00}"),
                    YesOrNo(isBandMet),
                ],
            ])), isErrorMet && isBandMet ? 0 : 1);

        string Band(IGrouping<CmapssRecipe, CmapssRun> runs) =>
            runs.Key == band ? Mean(runs.Select(run => run.Quantiles(ml).Coverage), "0.00") : "";
    }

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static string Mean(IEnumerable<double> values, string format)
    {
        double[] all = [.. values];
        return new Spread(all.Average(), all.Min(), all.Max()).Show(format);
    }
}
