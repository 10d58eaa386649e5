using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Samples;

/// <summary>A trained network beside the same one in TorchSharp, and the console where TorchSharp does not load.</summary>
[TestClass]
public sealed partial class TrainTorchTests
{
    [TestMethod]
    public void ARunShowsHowNearTorchSharpsProbabilitiesAre()
    {
        using TemporaryFolder folder = new();
        ChildProcess child = SampleConsole.Run("--steps", "60", "--model", folder.PathOf("model.zip")).Succeeded();

        // Other roundings than TorchSharp's: a difference of exactly 0 would mean that one was compared with itself.
        string difference = child.Lines.Select(line => Agreement().Match(line)).Single(match => match.Success).Groups[1].Value;
        Assert.IsInRange(1e-9, 1e-5, double.Parse(difference, CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void WithoutTorchSharpItTrainsAndSaysWhatWasNotCompared()
    {
        using TemporaryFolder folder = new();
        string[] run = [WithoutNativeFiles(folder), "--steps", "60", "--data", Repository.PathOf("data", "mnist")];

        ChildProcess text = ChildProcess.DotNet(folder.FullPath, run).Succeeded();
        ChildProcess json = ChildProcess.DotNet(folder.FullPath, [.. run, "--json"]).Succeeded();

        Assert.AreEqual("", text.Error);
        const string remark = "Not compared with TorchSharp: There is no native backend of TorchSharp: ";
        Assert.IsTrue(text.Lines.Any(line => line.StartsWith(remark, StringComparison.Ordinal)), text.Output);
        JsonElement end = JsonDocument.Parse(json.Lines[^1]).RootElement;
        Assert.AreEqual(JsonValueKind.Null, end.GetProperty("torchDifference").ValueKind);
        Assert.AreEqual("completed", end.GetProperty("outcome").GetString());
    }

    // The console with all that is managed and nothing that is native.
    private static string WithoutNativeFiles(TemporaryFolder folder)
    {
        string program = ChildProcess.PathOf("src/Samples", "rnn-samples"), output = Path.GetDirectoryName(program)!;
        foreach (string file in Directory.EnumerateFiles(output))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        JsonNode dependencies = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(program, ".deps.json")))!;
        foreach ((_, JsonNode? package) in dependencies["targets"]!.AsObject().Single().Value!.AsObject())
            package!.AsObject().Remove("runtimeTargets");
        folder.Write("rnn-samples.deps.json", dependencies.ToJsonString());
        return folder.PathOf(Path.GetFileName(program));
    }

    [GeneratedRegex(@"^TorchSharp with the same weights gives the same probabilities for every digit, to within (\d\.\de-\d+)\.$")]
    private static partial Regex Agreement();
}
