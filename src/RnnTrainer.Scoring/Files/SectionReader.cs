using System.Text;

namespace RnnTrainer.Files;

/// <summary>The sections of a payload that a <see cref="SectionWriter"/> wrote, found by their tags.</summary>
internal sealed class SectionReader
{
    private readonly Dictionary<string, byte[]> sections = [];

    /// <param name="reader">The reader, at the start of the first section; it is read to its end.</param>
    /// <param name="known">Tags of the sections that this version reads, each once.</param>
    /// <exception cref="ArgumentException">Two of its parts read sections of the same tag.</exception>
    /// <exception cref="FormatException">
    /// The sections contradict their lengths, one is there twice, or one that must be understood is of a later version.
    /// </exception>
    public SectionReader(BoundedReader reader, IReadOnlyCollection<string> known)
    {
        if (known.CountBy(tag => tag).FirstOrDefault(tag => tag.Value > 1).Key is { } twice)
            throw new ArgumentException($"Two parts read sections '{twice}'.", nameof(known));
        while (reader.BytesLeft > 0)
        {
            string tag = Encoding.Latin1.GetString(reader.ReadBytes(SectionWriter.TagLength));
            byte[] content = reader.ReadBytes(reader.ReadCount(bytesEach: 1, "bytes of a section"));
            if (!known.Contains(tag))
            {
                if (tag.Length < SectionWriter.TagLength || !char.IsAsciiLetterLower(tag[0]))
                    throw new FormatException($"it has a section '{ErrorText.Printable(tag)}', "
                        + "which only a later version of this library reads");
            }
            else if (!sections.TryAdd(tag, content))
            {
                throw new FormatException($"it has two sections '{tag}'");
            }
        }
    }

    /// <summary>Reads a section, all of it.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="read">Reads its content; a <see cref="FormatException"/> says what is wrong with it.</param>
    /// <exception cref="FormatException">It is not there, or damaged, or longer than what is read.</exception>
    public T Read<T>(string tag, Func<BoundedReader, T> read)
    {
        if (!sections.TryGetValue(tag, out byte[]? content))
            throw new FormatException($"it has no section '{tag}'");
        using MemoryStream stream = new(content, writable: false);
        using BoundedReader reader = new(stream);
        T result = read(reader);
        return reader.BytesLeft == 0 ? result : throw new FormatException($"{reader.BytesLeft} bytes follow the last field of its section "
            + $"'{tag}'");
    }

    /// <summary>Reads a section where there is one.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="read">Reads its content; a <see cref="FormatException"/> says what is wrong with it.</param>
    /// <param name="absent">What stands for it where it is not there.</param>
    /// <exception cref="FormatException">It is damaged, or longer than what is read.</exception>
    public T ReadOr<T>(string tag, Func<BoundedReader, T> read, T absent) =>
        sections.ContainsKey(tag) ? Read(tag, read) : absent;
}
