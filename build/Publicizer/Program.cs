// Publicizer DESTINATION SOURCE
//
// Writes a copy of the assembly SOURCE in which internal types and members are public, for the compiler to
// reference. Only visibility flags change, each at its own place in the metadata tables, so nothing is moved or
// resolved. The copy is never run: at run time the real assembly is used, and the runtime lets the caller in
// because it declares IgnoresAccessChecksTo.

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Publicizer DESTINATION SOURCE");
    return 2;
}

var (destination, source) = (args[0], args[1]);
byte[] image = File.ReadAllBytes(source);
using var pe = new PEReader(new MemoryStream(image, writable: false));
MetadataReader metadata = pe.GetMetadataReader();
int metadataStart = pe.PEHeaders.MetadataStartOffset;

// ECMA-335 II.22: TypeDef starts with Flags (4 bytes), Field with Flags (2), MethodDef has Flags (2) after RVA (4)
// and ImplFlags (2).
foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
{
    TypeDefinition type = metadata.GetTypeDefinition(handle);
    if (!IsMLNet(type))
        continue;

    TypeAttributes visibility = type.Attributes & TypeAttributes.VisibilityMask;
    TypeAttributes publicized = visibility switch
    {
        TypeAttributes.NotPublic => TypeAttributes.Public,
        TypeAttributes.NestedAssembly or TypeAttributes.NestedFamANDAssem or TypeAttributes.NestedFamORAssem => TypeAttributes.NestedPublic,
        _ => visibility,
    };
    int row = metadataStart + RowOffset(TableIndex.TypeDef, handle);
    BitConverter.TryWriteBytes(image.AsSpan(row), (int)(type.Attributes & ~TypeAttributes.VisibilityMask | publicized));

    foreach (MethodDefinitionHandle method in type.GetMethods())
    {
        MethodAttributes flags = metadata.GetMethodDefinition(method).Attributes;
        if ((flags & MethodAttributes.MemberAccessMask) is MethodAttributes.Assembly)
            flags = flags & ~MethodAttributes.MemberAccessMask | MethodAttributes.Public;
        BitConverter.TryWriteBytes(image.AsSpan(metadataStart + RowOffset(TableIndex.MethodDef, method) + 6), (ushort)flags);
    }

    foreach (FieldDefinitionHandle field in type.GetFields())
    {
        FieldAttributes flags = metadata.GetFieldDefinition(field).Attributes;
        if ((flags & FieldAttributes.FieldAccessMask) is FieldAttributes.Assembly)
            flags = flags & ~FieldAttributes.FieldAccessMask | FieldAttributes.Public;
        BitConverter.TryWriteBytes(image.AsSpan(metadataStart + RowOffset(TableIndex.Field, field)), (ushort)flags);
    }
}

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destination))!);
string partial = destination + ".partial";
File.WriteAllBytes(partial, image);
File.Move(partial, destination, overwrite: true);
return 0;

int RowOffset(TableIndex table, EntityHandle handle) =>
    metadata.GetTableMetadataOffset(table) + (metadata.GetRowNumber(handle) - 1) * metadata.GetTableRowSize(table);

// Types the compiler embedded (System.Runtime.CompilerServices...) stay internal: they would clash with the real ones.
bool IsMLNet(TypeDefinition type)
{
    while (!type.GetDeclaringType().IsNil)
        type = metadata.GetTypeDefinition(type.GetDeclaringType());
    return metadata.GetString(type.Namespace).StartsWith("Microsoft.ML", StringComparison.Ordinal);
}
