using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>How fast the recurrent cells, stacks and both directions train and score, beside TorchSharp used directly.</summary>
internal sealed class CellsCommand() : BenchmarkCommand(
    "cells",
    "Time training steps and scoring of RNN, LSTM and GRU, also stacked, in both directions and on sequences of different lengths, "
    + "beside a TorchSharp loop and module.",
    "One case of each kind, few steps and two rounds.")
{
    private const int Rounds = 5, QuickRounds = 2, LengthsSeed = 1, VariantDigits = 10_000;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        MLContext ml = new(1);
        int rounds = quick ? QuickRounds : Rounds;
        Console.Error.WriteLine("Reading MNIST.");
        Digits train = Digits.Train(ml);
        CutDigits cut = new(ml, train, LengthsSeed);

        List<(CellCase, IReadOnlyList<Timing>)> steps = [], variants = [];
        using (TrainingPeers whole = new(ml, train), ragged = new(ml, cut.View, cut.ToTorchLoop()))
        {
            foreach (CellCase one in quick ? CellCase.Some.Select(some => some.Short) : CellCase.All)
                steps.Add(Run(one.IsRagged ? ragged : whole, one, rounds));
        }
        Digits some = Digits.Train(ml, VariantDigits);
        using (TrainingPeers asked = new(ml, DigitRow.View(ml, some), new TorchLoop(some.Pixels, some.Classes)))
        {
            foreach (CellCase one in quick ? CellCase.SomeVariants.Select(variant => variant.Short) : CellCase.Variants)
                variants.Add(Run(asked, one, rounds));
        }

        IReadOnlyList<Timing> texts;
        using (EmbeddingPeers peers = new())
            texts = peers.Run(rounds);

        Digits test = Digits.Test(ml);
        IEnumerable<NetworkForm> scored = quick ? CellScoring.Networks.Take(1) : CellScoring.Networks;
        (NetworkForm, IReadOnlyList<Timing>)[] scoring =
            [.. scored.Select(network => (network, CellScoring.Run(ml, network, train.View, test, rounds, quick)))];

        return (new ResultFile($"cells.{Machine.ProcessorFileName}.md", $"Recurrent cells on {Machine.Processor}",
            Machine.Table("cells-machine", quick ? "cells --quick" : "cells"),
            $"""
            Medians of {rounds} runs (smallest to largest); the peers take turns in one process, after a warm-up. Ratios are those
            of the medians, in brackets round by round.

            ## Training steps
            MNIST, {Digits.InputSize} inputs a time step, Adam; RnnTrainer with its kernels. Its time is that of the steps inside `Fit`,
            from the report after the first step to the one after the last. The TorchSharp loop (`nn.RNN`, `nn.LSTM` or `nn.GRU`,
            the last state, `nn.Linear`, `CrossEntropyLoss`, autograd, `optim.Adam`, a `DisposeScope` a step) finds its data as one
            tensor and takes them in file order; it stands here with its best number of threads. Where lengths differ, it packs each
            batch (`pack_padded_sequence`); lengths from {CutDigits.LeastSteps} to {Digits.TimeSteps} are equally likely. "Shuffled" is
            RnnTrainer's default, which makes batches of sequences of like length; the loop's batches stay in file order.

            "Of the largest peak" is RnnTrainer's share of the multiply-adds that all cores can do at most, measured in the same rounds.
            Counted are those of the recurrent layers' matrices: "times as fast" divided by it is what no program can exceed.

            """,
            CellTables.Steps("cells", steps),
            $"""
            ## Answers and training
            The first {VariantDigits:N0} of these digits and the same loop with other answers: whether a digit is 5 or more, which number it
            is (by each loss), how much ink each row of the picture has; with other poolings, dropout 0.2 and averaged weights. The loop has
            the outputs and the loss of TorchSharp for it. Its recurrent dropout runs `nn.GRUCell` or `nn.LSTMCell` step by step, since its
            recurrent modules have none.

            """,
            CellTables.Variants("cells-variants", variants),
            """
            ## Texts
            Words drawn at random through a learnt table, yes or no, Adam. The loop (`nn.Embedding`, `nn.LSTM`, the last state,
            `nn.Linear`) moves every row of the table in each step, RnnTrainer those that the batch uses.

            """,
            CellTables.Texts("cells-texts", EmbeddingPeers.Name, texts),
            $"""
            ## Scoring
            {test.Count:N0} test digits, from an in-memory view to probabilities in a managed array; both were seen to give the same
            within 1e-5. The module is in inference mode and finds its data as one tensor; it stands here with its best batch size and
            number of threads.

            """,
            CellTables.Scoring("cells-scoring", scoring)), 0);
    }

    private static (CellCase, IReadOnlyList<Timing>) Run(TrainingPeers peers, CellCase one, int rounds)
    {
        Contest.Run($"Warm-up {one.Name}", Contestants(peers, one.Short), 1);
        return (one, Contest.Run(one.Name, Contestants(peers, one), rounds));
    }

    private static IReadOnlyList<Peer> Contestants(TrainingPeers peers, CellCase one) =>
        [
            .. peers.Torch(one.Job with { Steps = one.TorchSteps }), peers.Ours(one.Job, ThreadCounts.Most),
            FmaPeak.Peer(Machine.VectorBits, ThreadCounts.Most),
        ];
}
