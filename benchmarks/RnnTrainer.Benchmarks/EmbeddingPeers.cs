using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;
using TorchSharp.Modules;
using static System.FormattableString;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>Training steps of texts through a table of many words: RnnTrainer and the loop of a TorchSharp user.</summary>
internal sealed class EmbeddingPeers : IDisposable
{
    private const int Words = 20_000, Numbers = 64, Units = 64, Texts = 64, Length = 50, Rows = 40 * Texts;
    private const int Steps = 150, TorchSteps = 40, WarmUpSteps = 10;
    private const float LearningRate = 0.001f;

    private readonly MLContext ml = new(1);
    private readonly IDataView view;
    private readonly Tensor words, answers;

    public EmbeddingPeers()
    {
        Random random = new(1);
        Row[] rows = [.. Enumerable.Range(0, Rows).Select(_ => new Row { Features = Draw(random), Label = random.Next(2) == 0 })];
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Int32, Length);
        view = ml.Data.LoadFromEnumerable(rows, schema);
        words = tensor([.. rows.SelectMany(row => row.Features).Select(word => (long)word)], [Rows, Length]);
        answers = tensor([.. rows.Select(row => row.Label ? 1f : 0f)]);
    }

    /// <summary>What is trained, for the table.</summary>
    public static string Name => Invariant($"LSTM {Units}, {Words:N0} words x {Numbers}, {Texts} texts of {Length} words");

    /// <summary>Times both, after a warm-up.</summary>
    public IReadOnlyList<Timing> Run(int rounds)
    {
        Contest.Run($"Warm-up {Name}", Contestants(WarmUpSteps, WarmUpSteps), 1);
        return Contest.Run(Name, Contestants(TorchSteps, Steps), rounds);
    }

    public void Dispose()
    {
        words.Dispose();
        answers.Dispose();
    }

    private IReadOnlyList<Peer> Contestants(int torchSteps, int ourSteps) =>
    [
        .. from threads in ThreadCounts.All
           select new Peer(TrainingPeers.TorchName, ThreadCounts.Show(threads), torchSteps, () => TrainTorch(torchSteps))
           {
               TorchThreads = threads,
           },
        new Peer(TrainingPeers.OurName, ThreadCounts.Show(ThreadCounts.Most), ourSteps - 1, () => Fit(ourSteps)),
    ];

    private void TrainTorch(int steps)
    {
        using Embedding table = nn.Embedding(Words, Numbers);
        using LSTM recurrence = nn.LSTM(Numbers, Units, batchFirst: true);
        using Linear head = nn.Linear(Units, 1);
        using Adam optimizer = optim.Adam([.. table.parameters(), .. recurrence.parameters(), .. head.parameters()], LearningRate);
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            int first = step * Texts % Rows;
            optimizer.zero_grad();
            (_, Tensor last, _) = recurrence.call(table.call(words.narrow(0, first, Texts)));
            Tensor logits = head.call(last.squeeze(0)).squeeze(1); // [texts]
            nn.functional.binary_cross_entropy_with_logits(logits, answers.narrow(0, first, Texts)).backward();
            optimizer.step();
        }
    }

    private TimeSpan? Fit(int steps)
    {
        long first = 0, last = 0;
        ml.BinaryClassification.Trainers.Rnn(new RnnOptions
        {
            VocabularySize = Words,
            EmbeddingSize = Numbers,
            Cell = RnnCell.Lstm,
            HiddenSize = Units,
            Pooling = RnnPooling.Last,
            BatchSize = Texts,
            LearningRate = LearningRate,
            Shuffle = false,
            Steps = steps,
            Seed = 1,
            ProgressSteps = steps,
            Progress = _ =>
            {
                last = Stopwatch.GetTimestamp();
                if (first == 0)
                    first = last;
            },
        }).Fit(view);
        return Stopwatch.GetElapsedTime(first, last);
    }

    private static int[] Draw(Random random) => [.. Enumerable.Range(0, Length).Select(_ => random.Next(Words))];

    private sealed class Row
    {
        public int[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
