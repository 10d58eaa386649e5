using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console as a process of its own, seen through its output, exit code and files.</summary>
internal static class SampleConsole
{
    public static ChildProcess Run(params string[] arguments) => ChildProcess.Program("src/Samples", "rnn-samples", arguments);

    /// <summary>Starts it, to be watched and sent signals.</summary>
    public static SignalledProcess Start(params string[] arguments) => new("src/Samples", "rnn-samples", arguments);

    /// <summary>The network in a model that it has saved.</summary>
    public static RnnTransformer Load(string model) =>
        ((IEnumerable<ITransformer>)new MLContext().Model.Load(model, out _)).OfType<RnnTransformer>().Single();

    /// <summary>What a model that it has saved says of its run.</summary>
    public static JsonElement RecordIn(string model)
    {
        using ZipArchive zip = ZipFile.OpenRead(model);
        using Stream entry = zip.GetEntry("rnn-samples/run.json")!.Open();
        return JsonDocument.Parse(entry).RootElement;
    }

    /// <summary>It ended with the code, printed nothing, and said why in one line.</summary>
    public static void AssertRefused(int code, string message, ChildProcess child)
    {
        Assert.AreEqual(code, child.ExitCode, child.Error);
        Assert.AreEqual("", child.Output);
        Assert.Contains(message, OneLine(child.Error));
    }

    public static string OneLine(string error)
    {
        Assert.HasCount(1, error.Split('\n', StringSplitOptions.RemoveEmptyEntries), error);
        return error;
    }

    /// <summary>The rows of numbers below the line that is the head of a Markdown table.</summary>
    public static double[][] Rows(ChildProcess child, Predicate<string> isHead) =>
        [.. child.Lines.SkipWhile(line => !isHead(line)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(Numbers)];

    /// <summary>The numbers in a row of a Markdown table.</summary>
    public static double[] Numbers(string row)
    {
        string[] cells = row.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
    }
}
