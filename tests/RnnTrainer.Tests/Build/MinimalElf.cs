using System.Buffers.Binary;
using System.Text;

namespace RnnTrainer.Tests.Build;

/// <summary>
/// The smallest library that asks for symbol versions: file header, then names, symbols, their versions, version needs and
/// relocations, and the section headers at the end, so that whatever is cut off makes it unreadable.
/// </summary>
internal sealed class MinimalElf
{
    /// <summary>The symbol that <c>iostream</c> names and nothing calls.</summary>
    public const string UnusedSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>Symbols wanted of libstdc++, each with its version.</summary>
    public IReadOnlyList<(string Name, string Version)> Symbols { get; init; } =
        [("_Znwm", "GLIBCXX_3.4"), (UnusedSymbol, LibTorchSharp.Version), ("_ZdlPv", "GLIBCXX_3.4")];

    /// <summary>The symbols that relocations refer to, by their place in <see cref="Symbols"/>.</summary>
    public IReadOnlyList<int> Relocations { get; init; } = [0, 2];

    /// <summary>Bits set beforehand in every version need's flags.</summary>
    public ushort Flags { get; init; }

    /// <summary>Where the flags of the need for <paramref name="version"/> are in <see cref="ToBytes"/>.</summary>
    public int FlagsOffset(string version) => NeedsOffset + 16 + 16 * Versions.IndexOf(version) + 4;

    private const int HeaderSize = 64;

    private List<string> Versions => [.. Symbols.Select(s => s.Version).Distinct()];

    private string Names => "\0libstdc++.so.6\0" + string.Concat(Symbols.Select(s => s.Name).Concat(Versions).Select(n => n + "\0"));

    private int SymbolsOffset => HeaderSize + Names.Length;

    private int SymbolVersionsOffset => SymbolsOffset + 24 * (Symbols.Count + 1);

    private int NeedsOffset => SymbolVersionsOffset + 2 * (Symbols.Count + 1);

    private int RelocationsOffset => NeedsOffset + 16 + 16 * Versions.Count;

    private int SectionsOffset => RelocationsOffset + 24 * Relocations.Count;

    public byte[] ToBytes()
    {
        byte[] file = new byte[SectionsOffset + 64 * 6];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        Put16(16, 3); // a shared library
        Put16(18, 62); // x86-64
        Put64(40, SectionsOffset);
        Put16(58, 64);
        Put16(60, 6);
        Encoding.ASCII.GetBytes(Names).CopyTo(file, HeaderSize);

        for (int i = 0; i < Symbols.Count; i++)
        {
            Put32(SymbolsOffset + 24 * (i + 1), NameOffset(Symbols[i].Name));
            Put16(SymbolVersionsOffset + 2 * (i + 1), IndexOf(Symbols[i].Version));
        }
        Put16(NeedsOffset, 1);
        Put16(NeedsOffset + 2, Versions.Count);
        Put32(NeedsOffset + 4, 1);
        Put32(NeedsOffset + 8, 16);
        for (int i = 0; i < Versions.Count; i++)
        {
            int need = NeedsOffset + 16 + 16 * i;
            Put16(need + 4, Flags);
            Put16(need + 6, IndexOf(Versions[i]));
            Put32(need + 8, NameOffset(Versions[i]));
            Put32(need + 12, i + 1 < Versions.Count ? 16 : 0);
        }
        for (int i = 0; i < Relocations.Count; i++)
            Put32(RelocationsOffset + 24 * i + 12, Relocations[i] + 1);

        PutSection(1, 3, HeaderSize, SymbolsOffset, 0); // .dynstr
        PutSection(2, 11, SymbolsOffset, SymbolVersionsOffset, 1); // .dynsym
        PutSection(3, 0x6fffffff, SymbolVersionsOffset, NeedsOffset, 2); // .gnu.version
        PutSection(4, 0x6ffffffe, NeedsOffset, RelocationsOffset, 1); // .gnu.version_r
        PutSection(5, 4, RelocationsOffset, SectionsOffset, 2); // .rela.dyn
        return file;

        int IndexOf(string version) => Versions.IndexOf(version) + 2;

        int NameOffset(string name) => Names.IndexOf($"\0{name}\0", StringComparison.Ordinal) + 1;

        void PutSection(int index, int type, int start, int end, int link)
        {
            int header = SectionsOffset + 64 * index;
            Put32(header + 4, type);
            Put64(header + 24, start);
            Put64(header + 32, end - start);
            Put32(header + 40, link);
        }

        void Put16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
        void Put32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        void Put64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
    }
}
