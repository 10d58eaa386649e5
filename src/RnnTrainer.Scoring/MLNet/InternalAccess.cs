using System.Runtime.CompilerServices;

// ML.NET closes model saving, schema shapes and row mappers to third parties (dotnet/machinelearning #3243, #6839).
// The compiler sees copies of these two assemblies with their internals made public (build/PublicizeReferences.targets);
// the runtime lets this assembly use the originals because of the attributes below.
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Core")]
[assembly: IgnoresAccessChecksTo("Microsoft.ML.Data")]

namespace System.Runtime.CompilerServices;

/// <summary>Known to the runtime by its name: access checks to the named assembly are skipped.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
