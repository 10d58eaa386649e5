using System.Collections;

namespace RnnTrainer.Tests.Layout;

/// <summary>Refers to one type in each way that a type can.</summary>
internal abstract class ReferringType<T> : Stream, IEnumerable
    where T : UriBuilder
{
    internal List<Version[]> Versions = [];

    internal Lazy<T>? Property { get; set; }

    [Obsolete("a sample")]
    internal static Uri? Of(Random random) => random.Next() > 0 ? null : throw new InvalidOperationException();

    internal static object Body<TMethod>()
        where TMethod : TimeProvider
    {
        try
        {
            GC.KeepAlive(Array.Empty<Half>());
            Func<object> make = () => new StringWriter();
            return make();
        }
        catch (TimeoutException)
        {
            return typeof(Progress<int>);
        }
    }

    public IEnumerator GetEnumerator()
    {
        yield return BitConverter.IsLittleEndian;
    }
}
