using System.IO.Hashing;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>A reader that breaks a law is found, and the input kept that shows it.</summary>
[TestClass]
public sealed class FuzzRunTests
{
    private const int Inputs = 200;

    [TestMethod]
    [DataRow("undocumented", "not documented")]
    [DataRow("silent", "without a reason")]
    [DataRow("hungry", "allocated")]
    [DataRow("forgetful", "other content when it is saved")]
    [DataRow("scribbling", "refused when it is saved")]
    [DataRow("credulous", "damage was read as other content")]
    public void ABrokenLawIsNamed(string fault, string message)
    {
        using FuzzRun run = new(new Faulty(fault), seed: 1);
        AssertFailedException found = Assert.ThrowsExactly<AssertFailedException>(() => run.Try(Inputs));
        Assert.Contains(message, found.Message);
        Assert.Contains("seed 1, input", found.Message);
        string kept = found.Message.Split("kept as ")[1].Split("):")[0];
        Assert.IsTrue(File.Exists(kept));
        File.Delete(kept);
    }

    [TestMethod]
    public void ASoundReaderPasses()
    {
        using FuzzRun run = new(new Faulty("none"), seed: 1);
        run.Try(Inputs);
        Assert.AreEqual(Inputs, run.Loaded + run.Refused);
        Assert.IsGreaterThan(0, run.Loaded);
        Assert.Contains($"faulty, seed 1: {Inputs} inputs", run.Report);
    }

    // Sixteen bytes and their checksum.
    private sealed class Faulty(string fault) : FuzzedFormat
    {
        private const int Length = 16;

        public override string Name => "faulty";

        public override IReadOnlyList<byte[]> Originals { get; } = [Seal([.. Enumerable.Range(0, Length).Select(i => (byte)i)])];

        public override bool IsChecksummed => true;

        public override byte[] Forge(byte[] original, Mutator mutator) => Seal(mutator.Mutate(original[..Length], [original[..Length]]));

        public override byte[] Read(byte[] input, out byte[] saved)
        {
            if (input.Length != Length + sizeof(ulong) || (fault != "credulous" && !input.AsSpan().SequenceEqual(Seal(input[..Length]))))
            {
                throw fault switch
                {
                    "undocumented" => new TimeoutException("Where is the end of it?"),
                    "silent" => new InvalidDataException(""),
                    _ => new InvalidDataException("It is damaged."),
                };
            }
            if (fault == "hungry" && input[0] != 0)
                GC.KeepAlive(new byte[8 << 20]);
            saved = fault == "forgetful" && input[0] != 0 ? Originals[0] : fault == "scribbling" ? [] : Seal(input[..Length]);
            return input[..Length];
        }

        public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

        private static byte[] Seal(byte[] content) => [.. content, .. XxHash3.Hash(content)];
    }
}
