using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What Fit's reading costs beside a cursor that reads the same columns of the same view and keeps nothing.</summary>
internal sealed class ReadingCommand() : BenchmarkCommand(
    "reading", "Time Fit's reading of MNIST beside a bare cursor over the same view.", "Two rounds.")
{
    private const int Rounds = 7, QuickRounds = 2;
    private const double MostTime = 1.30;
    private const string Bare = "bare cursor", Ours = "Fit's reading";

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new(1);
        int rounds = quick ? QuickRounds : Rounds;
        (string Name, IDataView View, bool IsJudged)[] views =
        [
            ("gzipped files, conversion, division by 255", Digits.TrainFile(ml), true),
            ("in memory", Digits.Train(ml).View, false),
        ];
        List<string[]> rows = [];
        foreach ((string name, IDataView view, bool isJudged) in views)
        {
            Peer[] peers = [new(Bare, name, 1, () => ReadBare(view)), new(Ours, name, 1, () => ReadSequences(view))];
            Contest.Run($"Warm-up, {name}", peers, 2);
            IReadOnlyList<Timing> timings = Contest.Run(name, peers, rounds);
            Spread ratio = timings[0].TimesFasterThan(timings[1]);
            rows.Add([name, timings[0].Seconds.Show("0.000"), timings[1].Seconds.Show("0.000"), ratio.Show("0.00"),
                isJudged ? Invariant($"at most {MostTime:0.00}") : "", isJudged ? ratio.Median <= MostTime ? "yes" : "no" : ""]);
        }

        return (new ResultFile($"reading.{Machine.ProcessorFileName}.md", $"Reading on {Machine.Processor}",
            Machine.Table("reading-machine", quick ? "reading --quick" : "reading"),
            Invariant($"""
            Seconds to read MNIST's 60,000 training digits; medians of {rounds} runs (smallest to largest) that take turns in one
            process. The bare cursor is the one that the view itself gives, with ML.NET's choice of threads, and calls both getters for
            each row. Fit's reading uses the same cursor, checks every value, and stores the rows.

            """),
            MarkdownTable.Block("reading", ["view", $"{Bare}, s", $"{Ours}, s", "reading / cursor", "target", "met"], rows)), 0);
    }

    private static void ReadBare(IDataView view)
    {
        DataViewSchema.Column features = view.Schema["Features"], label = view.Schema["Label"];
        using DataViewRowCursor cursor = view.GetRowCursor([features, label]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
        VBuffer<float> sequence = default;
        uint key = 0;
        while (cursor.MoveNext())
        {
            getLabel(ref key);
            getFeatures(ref sequence);
        }
    }

    private static void ReadSequences(IDataView view)
    {
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new RnnOptions());
        SequenceReader.Read(
            view, columns, new ClassTargets(), SequenceReader.Training, () => { }, new SequenceSurvey(columns.Sequence));
    }
}
