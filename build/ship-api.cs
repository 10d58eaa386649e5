#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// dotnet run build/ship-api.cs
//
// Part of a release: the public API of each project under src becomes what the version ships. The lines of PublicAPI.Unshipped.txt go to
// PublicAPI.Shipped.txt, in order; a line that begins with *REMOVED* takes the shipped one away. A folder in place of src may be given.

using System.Runtime.CompilerServices;

const string Removed = "*REMOVED*", Nullable = "#nullable enable";

string root = args is [var given] ? given : Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "src");
foreach (string unshipped in Directory.GetFiles(root, "PublicAPI.Unshipped.txt", SearchOption.AllDirectories))
{
    string shipped = Path.Combine(Path.GetDirectoryName(unshipped)!, "PublicAPI.Shipped.txt");
    string[] changes = Lines(unshipped), before = Lines(shipped);
    string[] removed = [.. changes.Where(IsRemoval).Select(line => line[Removed.Length..])];
    if (removed.Except(before).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"'{unshipped}' removes '{unknown}', which '{shipped}' does not have. Mend the line.");
        return 1;
    }
    string[] added = [.. changes.Where(line => !IsRemoval(line))];
    string[] after = [.. before.Except(removed).Union(added).Order(StringComparer.Ordinal)];
    Write(shipped, after);
    Write(unshipped, []);
    Console.WriteLine($"{shipped}: {added.Length} added, {removed.Length} removed, {after.Length} in all.");
}
return 0;

static bool IsRemoval(string line) => line.StartsWith(Removed, StringComparison.Ordinal);

static string[] Lines(string file) => [.. File.ReadAllLines(file).Where(line => line is not ("" or Nullable))];

static void Write(string file, string[] lines) =>
    File.WriteAllText(file, string.Concat(lines.Prepend(Nullable).Select(line => $"{line}\n")));

static string ThisFile([CallerFilePath] string path = "") => path;
