using System.Text;
using System.Text.RegularExpressions;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>
/// Whatever bytes come: a network or an <see cref="InvalidDataException"/>, and no more memory than a small file justifies.
/// </summary>
[TestClass]
public sealed partial class SafetensorsDamageTests
{
    private const int MaxAllocated = 2_000_000;

    // Bytes that mean something in JSON, in UTF-8, or as numbers.
    private static readonly byte[] Values = [.. "\"{}[],:09-e \\"u8, 0x00, 0x01, 0x7f, 0x80, 0xc3, 0xff];

    // What stands at the ends of types and of sizes, and what is no whole number.
    private static readonly string[] Extremes =
    [
        "-1", "0", "1", "3", "16", "65536", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "1e400", "1.5", "null", "\"1\"", "[]", "{}",
    ];

    private static readonly MLContext Context = new();

    private static readonly byte[] File = SafetensorsBytes.Save(
        SafetensorsBytes.Transformer(NetworkForms.Of(2, 1, 1, 2, cell: RnnCell.Gru), new[] { "a", "b" }));

    private int networks, refused;

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        for (int length = 0; length < File.Length; length++)
            Try(File[..length], $"cut at {length}");
        Assert.AreEqual((0, 2 * File.Length), (networks, refused));
    }

    [TestMethod]
    public void EveryAlteredByteOfTheHeaderGivesANetworkOrInvalidDataException()
    {
        int end = File.Length - SafetensorsBytes.Split(File).Data.Length;
        for (int i = 0; i < end; i++)
        {
            foreach (byte value in Values.Append((byte)(File[i] ^ 1)).Append((byte)(File[i] ^ 0x20)))
            {
                byte[] altered = [.. File];
                altered[i] = value;
                Try(altered, $"byte {i} = {value:x2}");
            }
        }
        Assert.IsGreaterThan(100, networks, "some changes are harmless: labels, column names, spaces");
        Assert.IsGreaterThan(10_000, refused);
    }

    [TestMethod]
    public void EveryInsertedAndDeletedByteOfTheHeaderGivesANetworkOrInvalidDataException()
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(File);
        for (int i = 0; i < header.Length; i++)
        {
            Try(SafetensorsBytes.Of([.. header[..i], .. header[(i + 1)..]], data), $"without byte {i}");
            foreach (byte value in Values)
                Try(SafetensorsBytes.Of([.. header[..i], value, .. header[i..]], data), $"{value:x2} before byte {i}");
        }
        Assert.IsGreaterThan(100, networks);
        Assert.IsGreaterThan(10_000, refused);
    }

    [TestMethod]
    public void EveryNumberAsAnExtremeGivesANetworkOrInvalidDataException()
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(File);
        string text = Encoding.UTF8.GetString(header);
        foreach (Match number in Number().Matches(text))
        {
            foreach (string extreme in Extremes)
            {
                string altered = text[..number.Index] + extreme + text[(number.Index + number.Length)..];
                Try(SafetensorsBytes.Of(Encoding.UTF8.GetBytes(altered), data), $"{extreme} at {number.Index}");
            }
        }
        Assert.IsGreaterThan(500, refused);
    }

    private void Try(byte[] file, string how)
    {
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new SafetensorsBytes.Trickle(file) })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                RnnTransformer.FromSafetensors(Context, stream);
                networks++;
            }
            catch (InvalidDataException exception)
            {
                Assert.IsGreaterThan(20, exception.Message.Length, how);
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{how}: {exception}");
            }
            Assert.IsLessThan(MaxAllocated, GC.GetAllocatedBytesForCurrentThread() - before, how);
        }
    }

    [GeneratedRegex(@"(?<=[\[,:])\d+(?=[,\]}])")]
    private static partial Regex Number();
}
