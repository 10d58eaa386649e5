using System.Globalization;
using System.Text;
using RnnTrainer.Tests.Ts;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>.ts files: a header of text, and rows of numbers.</summary>
internal sealed class FuzzedTs : FuzzedFormat
{
    private readonly TemporaryFolder folder = new();

    public override string Name => "ts";

    public override IReadOnlyList<byte[]> Originals { get; } =
        [.. Enumerable.Range(1, 6).Select(seed => Encoding.UTF8.GetBytes(TsContent.Draw(new Random(seed)).ToFile()))];

    public override bool IsChecksummed => false;

    // Other lines, in another order.
    public override byte[] Forge(byte[] original, Mutator mutator)
    {
        string[] lines = Encoding.UTF8.GetString(original).Split('\n');
        int changed = mutator.Random.Next(lines.Length);
        if (lines[changed].Length > 0)
            lines[changed] = Encoding.UTF8.GetString(mutator.Mutate(Encoding.UTF8.GetBytes(lines[changed]), Originals));
        if (mutator.Random.Next(3) == 0)
            mutator.Random.Shuffle(lines);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    public override byte[] Read(byte[] input, out byte[] saved)
    {
        TsContent content = TsContent.Read(folder.Write("any.ts", input));
        saved = Encoding.UTF8.GetBytes(content.ToFile());
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{content.Channels} x {content.Steps}\n")
            + string.Join('\n', content.Rows.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"{Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.Values.AsSpan()))} {row.Label}"))));
    }

    public override bool IsDocumented(Exception refusal, bool isForged) => refusal is InvalidDataException;

    public override void Dispose()
    {
        folder.Dispose();
        base.Dispose();
    }
}
