namespace RnnTrainer.Tests.Fuzzing;

/// <summary>
/// A file format to be fuzzed: undamaged files, how to forge one, and how a program reads it. The laws, which <see cref="FuzzRun"/>
/// checks for each input:
/// <list type="bullet">
/// <item>It is read or refused by a documented exception with a message, within <see cref="InputLimits"/>.</item>
/// <item>What is read is whole: saved and read again, it has the same content, bit for bit.</item>
/// <item>Damage that a checksum covers never changes the content: it is refused, or the content is that of an undamaged file (another one,
/// where all of that was spliced in). A forgery, whose checksums are right, may hold other content.</item>
/// </list>
/// </summary>
internal abstract class FuzzedFormat : IDisposable
{
    /// <summary>Its name, for the report.</summary>
    public abstract string Name { get; }

    /// <summary>Undamaged files.</summary>
    public abstract IReadOnlyList<byte[]> Originals { get; }

    /// <summary>Whether a checksum covers all that is read.</summary>
    public abstract bool IsChecksummed { get; }

    /// <summary>Bytes that reading may allocate beyond what an undamaged file takes; a megabyte unless the format allows more.</summary>
    public virtual long MaxExtraBytes => 1 << 20;

    /// <summary>A file made to deceive: its parts mutated, lengths and checksums around them made right again.</summary>
    public abstract byte[] Forge(byte[] original, Mutator mutator);

    /// <summary>Reads a file as a program does.</summary>
    /// <param name="input">The file.</param>
    /// <param name="saved">What was read, written as a file of the format again.</param>
    /// <returns>The content, all of it: equal bytes exactly where the content is equal.</returns>
    public abstract byte[] Read(byte[] input, out byte[] saved);

    /// <summary>Whether a refusal is one that is documented.</summary>
    /// <param name="refusal">What <see cref="Read"/> threw.</param>
    /// <param name="isForged">Whether the input was forged.</param>
    public abstract bool IsDocumented(Exception refusal, bool isForged);

    public virtual void Dispose()
    {
    }
}
