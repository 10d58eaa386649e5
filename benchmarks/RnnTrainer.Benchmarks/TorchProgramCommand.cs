using System.CommandLine;
using System.Diagnostics;
using System.IO.Compression;
using TorchSharp;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The hidden command that <see cref="ConsoleCommand"/> starts: the sample console's job as a TorchSharp user writes it. Reads
/// MNIST, trains 4,001 steps, evaluates the 10,000 test digits in every 500th, saves, loads, and compares.
/// </summary>
internal sealed class TorchProgramCommand : Command
{
    public new const string Name = "torch-program";
    public const string ThreadsOption = "--threads";

    private const int EvaluationBatch = 256;

    private readonly Option<int> threads = new(ThreadsOption);

    public TorchProgramCommand() : base(Name, "The sample console's job with TorchSharp alone, for the command 'console'.")
    {
        Hidden = true;
        Add(threads);
        SetAction(parsed => Run(parsed.GetValue(threads)));
    }

    private static int Run(int threads)
    {
        Stopwatch total = Stopwatch.StartNew();
        torch.set_num_threads(threads);
        using TorchLoop train = Read("train"), test = Read("t10k");
        double reading = total.Elapsed.TotalSeconds;

        Stopwatch training = Stopwatch.StartNew(), evaluating = new();
        using TorchNetwork network = new(TrainingJob.Tutorial.Network, TrainingJob.Tutorial.Task);
        (double Cost, double Accuracy) last = default;
        train.Train(network, TrainingJob.Tutorial, (step, loss) =>
        {
            training.Stop();
            evaluating.Start();
            last = test.Evaluate(network, EvaluationBatch);
            Console.WriteLine(Invariant($"step {step,5}: test cost {last.Cost:0.0000}, test accuracy {last.Accuracy:0.0000} (loss ")
                + Invariant($"{loss:0.0000})"));
            evaluating.Stop();
            training.Start();
        });
        training.Stop();

        Stopwatch saving = Stopwatch.StartNew();
        string path = Path.Combine(Environment.CurrentDirectory, "mnist-rnn.dat");
        network.save(path);
        using TorchNetwork loaded = new(TrainingJob.Tutorial.Network, TrainingJob.Tutorial.Task);
        loaded.load(path);
        if (test.Evaluate(loaded, EvaluationBatch) != last)
            throw new InvalidOperationException("The loaded network evaluates differently.");
        saving.Stop();
        Console.WriteLine(new Phases(total.Elapsed.TotalSeconds, reading, training.Elapsed.TotalSeconds, evaluating.Elapsed.TotalSeconds,
            saving.Elapsed.TotalSeconds).Line);
        return 0;
    }

    private static TorchLoop Read(string name)
    {
        const int ImagesHeader = 16, LabelsHeader = 8;
        string folder = Repository.PathOf("data", "mnist");
        byte[] pixels = Unzip(Path.Combine(folder, $"{name}-images-idx3-ubyte.gz"))[ImagesHeader..];
        byte[] labels = Unzip(Path.Combine(folder, $"{name}-labels-idx1-ubyte.gz"))[LabelsHeader..];
        return new(Array.ConvertAll(pixels, pixel => pixel / 255f), labels);
    }

    private static byte[] Unzip(string path)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
