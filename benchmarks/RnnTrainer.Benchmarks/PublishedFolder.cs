namespace RnnTrainer.Benchmarks;

/// <summary>What <c>dotnet publish</c> has made of the scoring sample.</summary>
internal sealed class PublishedFolder
{
    // What TorchSharp's packages and libtorch's bring to Linux, macOS and Windows.
    private static readonly string[] TorchNames = ["torch", "c10", "gomp", "iomp5", "libomp", "uv.dll", "asmjit", "fbgemm"];

    private readonly string path;

    public PublishedFolder(string path)
    {
        this.path = path;
        FileInfo[] files = [.. new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories)];
        Files = files.Length;
        Bytes = files.Sum(file => file.Length);
        TorchBytes = files.Where(file => TorchNames.Any(name => file.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .Sum(file => file.Length);
    }

    public int Files { get; }

    public long Bytes { get; }

    /// <summary>Of them, the bytes of TorchSharp and libtorch.</summary>
    public long TorchBytes { get; }

    /// <summary>Runs the program on MNIST's test digits.</summary>
    /// <param name="model">A model's file.</param>
    /// <returns>What it predicts.</returns>
    public string Run(string model) =>
        ChildProcess.Run(Path.Combine(path, "rnn-score.dll"), [model, "--idx", Repository.PathOf("data", "mnist"), "--list"]);
}
