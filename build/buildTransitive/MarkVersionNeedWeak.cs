// Compiled by MSBuild at the moment it is needed (RoslynCodeTaskFactory, netstandard2.0), from RnnTrainer.targets.

using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit x86 ELF library and marks, in the copy, the need for one symbol version as weak: the dynamic linker
/// then loads the file although the system's library does not define that version. One bit of the file changes.
/// It is refused, with a warning and no copy, unless the only thing that wants the version is a symbol which nothing
/// in the file refers to.
/// </summary>
public sealed class MarkVersionNeedWeak : Task
{
    private const int SectionHeaderSize = 64;
    private const uint DynamicSymbols = 11, Rela = 4, Rel = 9, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff; // sh_type
    private const ushort WeakFlag = 2; // VER_FLG_WEAK

    private byte[] file;
    private long sectionTable;
    private int sectionCount;

    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    /// <summary>The version whose need is marked weak.</summary>
    [Required]
    public string Version { get; set; }

    /// <summary>The one symbol that may want the version, and that no relocation may refer to.</summary>
    [Required]
    public string UnusedSymbol { get; set; }

    /// <summary>Whether the copy differs from the source; false when the need is weak already or is not there.</summary>
    [Output]
    public bool Marked { get; set; }

    public override bool Execute()
    {
        try
        {
            // Written beside and renamed: a build that is interrupted leaves no half file, and whatever else has this
            // name or is linked to it keeps its content.
            string partial = Destination + ".partial";
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
            File.Delete(partial);
            File.Delete(Destination);
            file = File.ReadAllBytes(Source);
            Marked = Mark();
            File.WriteAllBytes(partial, file);
            File.Move(partial, Destination);
        }
        catch (Exception e)
        {
            Log.LogWarning(null, "RNNTRAINER001", null, Source, 0, 0, 0, 0,
                "RnnTrainer left the file as it is, so TorchSharp may not load on Linux systems older "
                + "than Ubuntu 24.04 or Debian 13: {0}", e.Message);
        }
        return true;
    }

    private bool Mark()
    {
        // e_ident: magic, ELFCLASS64, ELFDATA2LSB; e_machine: EM_X86_64
        if (file.Length < 64 || U32(0) != 0x464c457f || file[4] != 2 || file[5] != 1 || U16(18) != 62)
            throw new InvalidDataException("it is not a 64-bit x86 ELF file.");
        sectionTable = U64(40);
        sectionCount = U16(60);
        if (U16(58) != SectionHeaderSize || sectionCount == 0)
            throw new InvalidDataException("it has no section headers of the usual size.");
        Bytes(sectionTable, (long)sectionCount * SectionHeaderSize);

        int needs = OnlySection(VersionNeeds);
        long entry = FindNeed(needs);
        if (entry < 0)
            return false;
        int flags = U16(entry + 4);
        if ((flags & WeakFlag) != 0)
            return false;
        RequireUnused(U16(entry + 6));
        file[entry + 4] |= (byte)WeakFlag;
        return true;
    }

    /// <summary>
    /// The offset of the Elf64_Vernaux entry that asks for the version, or -1. Elf64_Verneed: vn_version, vn_cnt (16 bits each),
    /// vn_file, vn_aux, vn_next (32 bits each); Elf64_Vernaux: vna_hash (32), vna_flags, vna_other (16), vna_name, vna_next (32).
    /// </summary>
    private long FindNeed(int section)
    {
        int strings = LinkOf(section);
        long start = OffsetOf(section), size = SizeOf(section), found = -1;
        long need = 0;
        while (true)
        {
            int count = U16(Within(need, 16, start, size) + 2);
            long auxiliary = need + U32(start + need + 8);
            for (int i = 0; i < count; i++)
            {
                long entry = Within(auxiliary, 16, start, size);
                if (Text(strings, U32(entry + 8)) == Version)
                {
                    if (found >= 0)
                        throw new InvalidDataException("it asks for " + Version + " of more than one library.");
                    found = entry;
                }
                long nextEntry = U32(entry + 12);
                if (nextEntry == 0 && i + 1 < count)
                    throw new InvalidDataException("its list of version needs ends too early.");
                auxiliary += nextEntry;
            }
            long next = U32(start + need + 12);
            if (next == 0)
                return found;
            need += next; // grows, and Within bounds it: no endless loop
        }
    }

    /// <summary>Throws unless every symbol with this version index is the unused one, undefined here, with no relocation to it.</summary>
    private void RequireUnused(int versionIndex)
    {
        int symbols = OnlySection(DynamicSymbols), versions = OnlySection(SymbolVersions);
        long count = SizeOf(symbols) / 24;
        if (SizeOf(versions) / 2 < count)
            throw new InvalidDataException("it has fewer symbol versions than symbols.");
        for (long i = 0; i < count; i++)
        {
            if ((U16(OffsetOf(versions) + 2 * i) & 0x7fff) != versionIndex)
                continue;
            long symbol = OffsetOf(symbols) + 24 * i; // st_name (32 bits), st_info, st_other (8), st_shndx (16), ...
            string name = Text(LinkOf(symbols), U32(symbol));
            if (name != UnusedSymbol || U16(symbol + 6) != 0)
                throw new InvalidDataException("its symbol " + name + " needs " + Version + " as well.");
            RequireNoRelocation(symbols, i, name);
        }
    }

    private void RequireNoRelocation(int symbols, long symbol, string name)
    {
        for (int section = 0; section < sectionCount; section++)
        {
            uint type = TypeOf(section);
            if ((type != Rela && type != Rel) || LinkOf(section) != symbols)
                continue;
            int entrySize = type == Rela ? 24 : 16;
            for (long i = 0; i < SizeOf(section) / entrySize; i++)
            {
                if (U32(OffsetOf(section) + entrySize * i + 12) == symbol) // the upper half of r_info
                    throw new InvalidDataException("it uses the symbol " + name + " of " + Version + ".");
            }
        }
    }

    private int OnlySection(uint type)
    {
        int found = -1;
        for (int i = 0; i < sectionCount; i++)
        {
            if (TypeOf(i) != type)
                continue;
            if (found >= 0)
                throw new InvalidDataException("it has more than one section of type 0x" + type.ToString("x") + ".");
            found = i;
            Bytes(OffsetOf(i), SizeOf(i));
        }
        return found >= 0 ? found : throw new InvalidDataException("it has no section of type 0x" + type.ToString("x") + ".");
    }

    // Elf64_Shdr: sh_name, sh_type (32 bits), sh_flags, sh_addr, sh_offset, sh_size (64), sh_link, sh_info (32), ...
    private uint TypeOf(int section) => U32(sectionTable + (long)SectionHeaderSize * section + 4);

    private long OffsetOf(int section) => U64(sectionTable + (long)SectionHeaderSize * section + 24);

    private long SizeOf(int section) => U64(sectionTable + (long)SectionHeaderSize * section + 32);

    private int LinkOf(int section)
    {
        uint link = U32(sectionTable + (long)SectionHeaderSize * section + 40);
        return link < sectionCount ? (int)link : throw new InvalidDataException("section " + section + " refers to section " + link + " of "
            + sectionCount + ".");
    }

    private string Text(int section, uint offset)
    {
        long start = OffsetOf(section), size = SizeOf(section);
        Bytes(start, size);
        Within(offset, 1, start, size);
        int end = Array.IndexOf(file, (byte)0, (int)(start + offset), (int)(size - offset));
        if (end < 0)
            throw new InvalidDataException("a name at offset " + (start + offset) + " does not end.");
        return Encoding.ASCII.GetString(file, (int)(start + offset), end - (int)(start + offset));
    }

    private static long Within(long offset, long length, long start, long size) => offset >= 0 && offset <= size - length
        ? start + offset
        : throw new InvalidDataException("an entry at offset " + (start + offset) + " lies outside its section.");

    private ushort U16(long offset) => BitConverter.ToUInt16(file, Bytes(offset, 2));

    private uint U32(long offset) => BitConverter.ToUInt32(file, Bytes(offset, 4));

    private long U64(long offset)
    {
        long value = BitConverter.ToInt64(file, Bytes(offset, 8));
        return value >= 0 ? value : throw new InvalidDataException("the number at offset " + offset + " is too large.");
    }

    private int Bytes(long offset, long length) => offset >= 0 && length >= 0 && length <= file.Length && offset <= file.Length - length
        ? (int)offset
        : throw new InvalidDataException("of its " + file.Length + " bytes, " + length + " are wanted at offset " + offset + ".");
}
