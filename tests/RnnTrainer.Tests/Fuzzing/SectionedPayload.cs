using System.Text;
using RnnTrainer.Files;

namespace RnnTrainer.Tests.Fuzzing;

/// <summary>Forges the sections of a payload one by one, so that lengths around what is mutated stay right.</summary>
internal static class SectionedPayload
{
    /// <summary>The payload with one section mutated, left out, repeated, moved, or under another tag; a quarter mutated as plain
    /// bytes.</summary>
    public static byte[] Mutate(byte[] payload, Mutator mutator, IReadOnlyList<byte[]> others)
    {
        if (mutator.Random.Next(4) == 0)
            return mutator.Mutate(payload, others);
        List<(string Tag, byte[] Content)> sections = Split(payload);
        int at = mutator.Random.Next(sections.Count);
        (string tag, byte[] content) = sections[at];
        switch (mutator.Random.Next(8))
        {
            case 0:
                sections.RemoveAt(at);
                break;
            case 1:
                sections.Insert(mutator.Random.Next(sections.Count + 1), sections[at]);
                break;
            case 2:
                sections[at] = (mutator.Random.Next(2) == 0 ? "xtra" : "Xtra", content);
                break;
            default:
                sections[at] = (tag, content.Length == 0 ? [1] : mutator.Mutate(content, [.. sections.Select(section => section.Content)]));
                break;
        }
        return Join(sections);
    }

    private static List<(string Tag, byte[] Content)> Split(byte[] payload)
    {
        List<(string, byte[])> sections = [];
        for (int at = 0; at < payload.Length;)
        {
            int length = BitConverter.ToInt32(payload, at + SectionWriter.TagLength), start = at + SectionWriter.TagLength + sizeof(int);
            sections.Add((Encoding.ASCII.GetString(payload, at, SectionWriter.TagLength), payload[start..(start + length)]));
            at = start + length;
        }
        return sections;
    }

    private static byte[] Join(IEnumerable<(string Tag, byte[] Content)> sections)
    {
        using MemoryStream stream = new();
        using BinaryWriter output = new(stream);
        SectionWriter writer = new(output);
        foreach ((string tag, byte[] content) in sections)
            writer.Add(tag, section => section.Write(content));
        output.Flush();
        return stream.ToArray();
    }
}
