namespace RnnTrainer.Files;

/// <summary>
/// Writes what a <see cref="SectionReader"/> reads: sections one after another, little-endian, each
/// <code>
/// 4 bytes  tag, ASCII
/// int32    length of the content
/// content
/// </code>
/// A section whose tag begins with an upper-case letter must be known to a reader; one that begins with a lower-case letter may be
/// passed over (as PNG's chunks). What is new in a later version is a section of its own, so that no version forks.
/// </summary>
/// <param name="output">Where to write, on a stream that can seek.</param>
internal sealed class SectionWriter(BinaryWriter output)
{
    public const int TagLength = 4;

    public void Add(string tag, Action<BinaryWriter> write)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tag.Length, TagLength, nameof(tag));
        output.Write(System.Text.Encoding.ASCII.GetBytes(tag));
        output.Write(0); // the length, once it is known
        output.Flush();
        long start = output.BaseStream.Position;
        write(output);
        output.Flush();
        long end = output.BaseStream.Position;
        output.BaseStream.Position = start - sizeof(int);
        output.Write(checked((int)(end - start)));
        output.Flush();
        output.BaseStream.Position = end;
    }
}
