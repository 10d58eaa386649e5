using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>How long it takes to know what a network says now, when one more step has come in.</summary>
internal sealed class StreamsCommand() : BenchmarkCommand(
    "streams", "Time a step of a stream beside scoring the last 100 steps anew, and ONNX Runtime with the state as input.",
    "One network, two rounds.")
{
    private const int Rounds = 5, QuickRounds = 2;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new(1);
        int rounds = quick ? QuickRounds : Rounds;
        List<IReadOnlyList<string>> rows = [];
        foreach (StreamCase one in quick ? StreamCase.All.Take(1) : StreamCase.All)
        {
            using StreamPeers peers = new(ml, one.Train(ml));
            peers.CheckAgreement();
            string name = $"{one.Network.CellName} {one.Network.HiddenSize}";
            rows.Add(Row(one.Network, peers.StateSize, Contest.Run(name, peers.All, rounds)));
        }
        return (new ResultFile($"streams.{Machine.ProcessorFileName}.md", $"Streams on {Machine.Processor}",
            Machine.Table("streams-machine", quick ? "streams --quick" : "streams"),
            $"""
            Medians of {rounds} runs (smallest to largest), in µs of processor time a step; the peers take turns in one process, each
            with one thread, after a warm-up in which all were seen to say the same. Steps of {StreamCase.Inputs} inputs,
            {StreamCase.ClassCount} classes. "Anew" is a `PredictionEngine` over the last {StreamCase.Window} steps. ONNX Runtime runs
            the network that `IncludeStates` writes, with every input and output as a value made beforehand. Ratios are those of the
            medians, in brackets round by round.

            """,
            MarkdownTable.Block("streams",
                ["cell", "hidden", "state, bytes", "stream, µs/step", "last 100 steps anew, µs/step", "times as fast",
                    "ONNX Runtime, µs/step", "times as fast"],
                rows)), 0);
    }

    private static string[] Row(NetworkForm network, int stateSize, IReadOnlyList<Timing> timings)
    {
        Timing stream = Timing.Best(timings, StreamPeers.Stream), anew = Timing.Best(timings, StreamPeers.Anew),
            onnx = Timing.Best(timings, StreamPeers.Onnx);
        return
        [
            network.CellName, $"{network.HiddenSize}", $"{stateSize}", Microseconds(stream), Microseconds(anew),
            stream.TimesFasterThan(anew).Show("0.0"), Microseconds(onnx), stream.TimesFasterThan(onnx).Show("0.0"),
        ];
    }

    private static string Microseconds(Timing timing) => timing.PerUnit.Scaled(1e6).Show("0.00");
}
