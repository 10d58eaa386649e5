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
internal sealed class SectionWriter(BinaryWriter output)
{
    public const int TagLength = 4;

    public void Add(string tag, Action<BinaryWriter> write)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(tag.Length, TagLength, nameof(tag));
        using MemoryStream content = new();
        using (BinaryWriter writer = new(content, System.Text.Encoding.UTF8, leaveOpen: true))
            write(writer);
        output.Write(System.Text.Encoding.ASCII.GetBytes(tag));
        output.Write(checked((int)content.Length));
        output.Write(content.GetBuffer().AsSpan(0, (int)content.Length));
    }
}
